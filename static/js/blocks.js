// A select with data-blocks="group" shows, of the blocks data-of="group" in its form, those whose data-block stands in
// data-shows of the chosen option (or is its value) and hides the rest; without scripts the page shows the saved choice.
"use strict";
(() => {
  const show = (select) => {
    const option = select.selectedOptions[0];
    const shown = (option?.dataset.shows ?? select.value).split(" ");
    for (const block of select.form.querySelectorAll(`[data-of="${select.dataset.blocks}"]`)) {
      block.hidden = !shown.includes(block.dataset.block);
    }
  };

  const all = () => document.querySelectorAll("select[data-blocks]").forEach(show);

  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-blocks]")) show(event.target);
  });
  window.addEventListener("pageshow", all); // the browser restores the choice when one comes back
})();

// One way of several: choosing a radio with data-shows="names" shows the blocks data-block="name" it names and hides the rest
// of the blocks inside the nearest data-ways; data-says="words" goes into the place data-said.
"use strict";
(() => {
  const show = (choice) => {
    const frame = choice.closest("[data-ways]");
    const shown = choice.dataset.shows.split(" ");
    for (const block of frame.querySelectorAll("[data-block]")) block.hidden = !shown.includes(block.dataset.block);
    for (const place of frame.querySelectorAll("[data-said]")) place.textContent = choice.dataset.says || place.textContent;
    for (const field of frame.querySelectorAll("[data-completes]")) field.autocomplete = choice.dataset.completes || "off";
  };

  const chosen = () => document.querySelectorAll("[data-shows]:checked").forEach(show);

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-shows]")) show(event.target);
  });
  window.addEventListener("pageshow", chosen); // the browser restores the choice when one comes back
  chosen();
})();

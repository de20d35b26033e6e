// Ticks in a list: one box ticks them all, and the bar of deeds appears with the first tick.
// Boxes: data-check; the box of all: data-check-all; the bar: data-bulk with data-bulk-count and a button data-uncheck.
// They belong together when they stand in one form (or carry its id in form=…); without a form, on the whole page.
"use strict";
(() => {
  const formOf = (element) => element.form || element.closest("form");

  const boxesOf = (form) => [...(form ? form.elements : document.querySelectorAll("input"))]
    .filter((input) => input.matches("[data-check]:not(:disabled)"));

  const show = () => {
    for (const bar of document.querySelectorAll("[data-bulk]")) {
      const ticked = boxesOf(formOf(bar)).filter((box) => box.checked).length;
      bar.hidden = ticked === 0;
      for (const place of bar.querySelectorAll("[data-bulk-count]")) place.textContent = ticked;
    }
    for (const all of document.querySelectorAll("[data-check-all]")) {
      const boxes = boxesOf(formOf(all));
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
  };

  const tick = (form, checked) => {
    for (const box of boxesOf(form)) box.checked = checked;
    show();
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-check-all]")) tick(formOf(event.target), event.target.checked);
    else if (event.target.matches("[data-check]")) show();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-uncheck]");
    if (button) tick(formOf(button), false);
  });
  document.addEventListener("htmx:afterSettle", show);
  window.addEventListener("pageshow", show); // the browser restores ticks when one comes back
  show();
})();

// Dragging by a grip (data-hold) with a mouse, a pen or a finger: a card (data-card) let go over a cell (data-cell)
// fires "swot:move" with the cell and its place among the lines there; Escape lets it go.
"use strict";
(() => {
  const EDGE = 60; // px from the edge of the window where the page scrolls along
  let held = null;

  const cellUnder = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-cell]");

  const placeIn = (cell, y, card) => {
    const others = [...cell.querySelectorAll("[data-note]")].filter((note) => note !== card);
    return others.filter((note) => note.getBoundingClientRect().top + note.offsetHeight / 2 < y).length;
  };

  const letGo = () => {
    held.card.classList.remove("is-moved");
    held.cell?.classList.remove("is-over");
    held = null;
  };

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-hold]");
    if (!grip || event.button || held) return;
    grip.setPointerCapture(event.pointerId);
    held = { card: grip.closest("[data-card]"), cell: null };
    held.card.classList.add("is-moved");
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const cell = cellUnder(event);
    if (cell !== held.cell) held.cell?.classList.remove("is-over");
    cell?.classList.add("is-over");
    held.cell = cell;
    if (event.clientY < EDGE || event.clientY > innerHeight - EDGE) scrollBy(0, event.clientY < EDGE ? -12 : 12);
  });
  document.addEventListener("pointerup", (event) => {
    if (!held) return;
    const { card } = held;
    const cell = cellUnder(event);
    letGo();
    if (!cell) return;
    const detail = { cell: cell.dataset.cell, position: placeIn(cell, event.clientY, card) };
    card.dispatchEvent(new CustomEvent("swot:move", { bubbles: true, detail }));
  });
  document.addEventListener("pointercancel", () => held && letGo());
  document.addEventListener("keydown", (event) => held && event.key === "Escape" && letGo());
})();

// The SWOT table: an answer or a line (data-card) is sorted by a digit; Alt and an arrow moves a line (data-note).
// Dragging is swot_drag.js, it fires "swot:move". The buttons do the same without these files.
"use strict";
(() => {
  let next = null; // where the cursor goes when the board has come anew

  const send = (card, values) => {
    const isNote = card.hasAttribute("data-note");
    const known = isNote ? {} : Object.fromEntries(new FormData(card.querySelector("form")));
    next = isNote ? card.id : (card.nextElementSibling || card.previousElementSibling)?.id;
    htmx.ajax("POST", card.dataset.url, { source: "#swot", target: "#swot", swap: "outerHTML", values: { ...known, ...values } });
  };

  document.addEventListener("swot:move", (event) => send(event.target, event.detail));
  document.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-card]");
    if (!card || event.target.matches("textarea, input, select") || event.ctrlKey || event.metaKey) return;
    const step = event.altKey && { ArrowUp: "-1", ArrowDown: "1" }[event.key];
    const button = card.querySelector(step ? `[data-step="${step}"]` : `[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    send(card, { [button.name]: button.value });
  });
  document.addEventListener("htmx:afterSettle", () => {
    const place = next && document.getElementById(next);
    if (place) place.focus();
    next = null;
  });
  document.addEventListener("htmx:responseError", () => location.reload()); // what the page shows is no longer sure
})();

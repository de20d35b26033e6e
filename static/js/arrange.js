// The order of a roadmap: a row or a stage is moved by Alt and an arrow, or by the event "arrange:move" of drag.js.
// Each move is one request, one after the other; the answer is the whole list, and the cursor stays in the moved row.
"use strict";
(() => {
  let last = Promise.resolve();

  const move = ({ id }, values) => {
    last = last.then(() => {
      const source = document.getElementById(id);
      return source && htmx.ajax("POST", source.dataset.url, { source, target: "#arrange", swap: "outerHTML", values });
    });
  };

  const reload = (event) => {
    if (event.target.closest("#arrange")) location.reload(); // what the page shows is no longer sure
  };

  document.addEventListener("keydown", (event) => {
    const row = event.altKey && event.target.closest("#arrange [data-row], #arrange [data-stage]");
    if (!row || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(row, { step: event.key === "ArrowUp" ? -1 : 1 });
  });
  document.addEventListener("arrange:move", (event) => move(event.target, event.detail));
  document.addEventListener("htmx:afterSettle", () => {
    document.activeElement.closest("[data-row], .arrange-head")?.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("htmx:responseError", reload); // somebody else has changed the roadmap
  document.addEventListener("htmx:sendError", reload);
})();

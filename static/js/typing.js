// Answers typed in from paper (form data-typing): Enter goes to the next line, after the last one to the button.
// Shift+Enter is a new line in a long answer. The first wrong line, or else the first line, has the focus.
"use strict";
(() => {
  const form = document.querySelector("form[data-typing]");
  if (!form) return;
  const places = () => [...form.elements].filter((one) => one.matches("input:not([type=hidden]), select, textarea, button"));

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target.type === "submit") return;
    event.preventDefault();
    const all = places();
    const next = all[all.indexOf(event.target) + 1];
    if (!next) return;
    next.focus();
    if (next.select) next.select();
  });

  const first = form.querySelector("[aria-invalid]") || places()[0];
  first.focus();
})();

// A form with data-once is sent once: its buttons rest after the first press, until one comes back to the page.
"use strict";
(() => {
  const buttonsOf = (form) => [...form.elements].filter((element) => element.type === "submit");

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-once]") || event.defaultPrevented) return;
    // After the browser has read the form: a disabled button would not send its own name.
    setTimeout(() => {
      for (const button of buttonsOf(event.target)) button.disabled = true;
    });
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-once]")) {
      for (const button of buttonsOf(form)) button.disabled = false;
    }
  });
})();

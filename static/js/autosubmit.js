// A choice with data-submit-on-change sends its form at once.
"use strict";
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});

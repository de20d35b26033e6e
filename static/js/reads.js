// A paper of a list that opens in place: once opened, its hidden field says that it was read and its mark shows it.
// <details data-reads="name of the field"> … <span data-read-mark hidden>.
"use strict";
document.addEventListener("toggle", (event) => {
  const paper = event.target;
  if (!paper.matches?.("[data-reads]") || !paper.open) return;
  const field = document.querySelector(`input[name="${paper.dataset.reads}"]`);
  if (field) field.value = "1";
  for (const mark of paper.querySelectorAll("[data-read-mark]")) mark.hidden = false;
}, true);

// The key "/" goes to the search field. On the Russian layout the same key types a dot, hence the code of the key.
"use strict";
document.addEventListener("keydown", (event) => {
  const busy = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.defaultPrevented;
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const field = document.getElementById("q");
  if (busy || typing || !field || (event.key !== "/" && event.code !== "Slash")) return;
  event.preventDefault();
  field.focus();
  field.select();
});

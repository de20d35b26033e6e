// A button with data-copy="text" copies that text and says so for two seconds.
"use strict";
(() => {
  // Without https the browser has no clipboard to offer, but still copies what is selected.
  const copySelected = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  };

  const copy = async (text) => {
    if (!navigator.clipboard) return copySelected(text);
    return navigator.clipboard.writeText(text).then(() => true, () => copySelected(text));
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || button.dataset.copying) return;
    const label = [...button.childNodes];
    button.dataset.copying = "yes";
    button.textContent = await copy(button.dataset.copy) ? "Скопировано" : "Не удалось скопировать";
    button.focus();
    setTimeout(() => {
      button.replaceChildren(...label);
      delete button.dataset.copying;
    }, 2000);
  });
})();

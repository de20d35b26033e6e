// A long list of people to tick: a line to look a name up, and how many are ticked. The list itself works without it.
// The fieldset that holds boxes with data-pick gets both; a shorter list is left as it is.
"use strict";
(() => {
  const LONG = 12;
  const plain = (text) => text.toLowerCase().replaceAll("ё", "е");

  for (const list of document.querySelectorAll("fieldset:has([data-pick])")) {
    const lines = [...list.querySelectorAll(".form-check")];
    if (lines.length < LONG) continue;
    list.classList.add("pick");
    const label = document.createElement("label");
    label.className = "pick-label";
    label.append("Найти в списке ");
    const search = document.createElement("input");
    search.type = "search";
    search.className = "form-control";
    search.autocomplete = "off";
    label.append(search);
    const count = document.createElement("p");
    count.className = "small muted";
    count.setAttribute("role", "status");
    const box = document.createElement("div");
    box.className = "pick-list";
    lines[0].before(label, count, box);
    box.append(...lines);

    const tell = () => {
      const ticked = lines.filter((line) => line.querySelector("input").checked).length;
      count.textContent = ticked ? `Отмечено: ${ticked}` : "Никто не отмечен";
    };
    search.addEventListener("input", () => {
      const words = plain(search.value).split(/\s+/).filter(Boolean);
      for (const line of lines) line.hidden = !words.every((word) => plain(line.textContent).includes(word));
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    list.addEventListener("change", tell);
    tell();
  }
})();

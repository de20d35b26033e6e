// Questions that hang on an earlier answer, "Почему?" under a low mark, "Другое", places of a ranking by taps.
"use strict";

function given(field) {
  if (!field || field.hidden) return [];
  return [...field.querySelectorAll("input:checked")].map((input) => input.value);
}

function refresh() {
  for (const field of survey.querySelectorAll("[data-if]")) {
    const when = JSON.parse(field.dataset.if);
    const of = survey.querySelector(`[data-field="${when.of}"]`);
    field.hidden = !given(of).some((value) => when.in.includes(value));
  }
  for (const why of survey.querySelectorAll("[data-why]")) {
    const marks = given(why.closest("[data-field]"));
    why.hidden = !marks.length || Number(marks[0]) > Number(why.dataset.why);
  }
  for (const words of survey.querySelectorAll("[data-other-words]")) {
    words.hidden = !words.parentElement.querySelector("[data-other]").checked;
  }
}

function place(label) {
  const list = label.closest("[data-ranking]");
  const chosen = document.getElementById(label.htmlFor);
  const taken = new Set([...list.querySelectorAll("select")].map((one) => one.value));
  const free = [...chosen.options].map((one) => one.value).find((value) => value && !taken.has(value));
  chosen.value = chosen.value ? "" : free || "";
  chosen.dispatchEvent(new Event("change", { bubbles: true }));
}

if (survey) {
  survey.addEventListener("change", (event) => {
    const other = event.target.matches("[data-ranking] select") && event.target;
    if (other) for (const one of other.closest("[data-ranking]").querySelectorAll("select")) if (one !== other && one.value === other.value) one.value = "";
    refresh();
    turnTo(open, false);
  });
  survey.addEventListener("click", (event) => {
    const label = event.target.closest("[data-ranking] label");
    if (label) { event.preventDefault(); place(label); }
  });
  survey.addEventListener("submit", (event) => { // Enter in a field turns to the next part, it sends at the end only
    if (survey.querySelector("[data-send]").hidden || lacking(parts[open])) { event.preventDefault(); step(1); }
  });
  refresh();
  const bad = survey.querySelector(".wrong");
  const unfinished = parts.findIndex((part) => fieldsOf(part).some((field) => "required" in field.dataset && !isAnswered(field)));
  turnTo(bad ? parts.indexOf(bad.closest("[data-screen]")) : unfinished, false);
  const first = document.querySelector("[data-first]");
  if (first) first.focus();
}

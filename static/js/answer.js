// A questionnaire on the phone: one part a screen, "Дальше" and "Назад". Without this script all of it stands on one page.
"use strict";

const survey = document.querySelector("[data-survey]");
const parts = survey ? [...survey.querySelectorAll("[data-screen]")] : [];
let open = 0;

function fieldsOf(part) {
  return [...part.querySelectorAll("[data-field]")].filter((field) => !field.hidden);
}

function isAnswered(field) {
  const rows = [...field.querySelectorAll("[data-row]")];
  if (rows.length) return rows.every((row) => row.querySelector("input:checked"));
  if (field.querySelector("[data-kept]")) return true;
  if (field.querySelector("[data-ranking]")) return [...field.querySelectorAll("select")].every((place) => place.value);
  if (field.querySelector(".tick")) return Boolean(field.querySelector(".tick:checked"));
  return [...field.querySelectorAll("input, textarea")].some((text) => text.value.trim());
}

function tell(field, words) {
  const line = field.querySelector("[data-error]");
  line.textContent = words;
  line.hidden = !words;
  field.classList.toggle("wrong", Boolean(words));
}

function lacking(part) {
  const missing = fieldsOf(part).filter((field) => "required" in field.dataset && !isAnswered(field));
  missing.forEach((field) => tell(field, "Ответьте на этот вопрос."));
  return missing[0];
}

function turnTo(number, isMoved) {
  open = Math.max(0, Math.min(number, parts.length - 1));
  const isLast = !parts.slice(open + 1).some((part) => fieldsOf(part).length);
  parts.forEach((part, place) => { part.hidden = place !== open; });
  document.querySelector("[data-begin]").hidden = open > 0;
  survey.querySelector("[data-back]").hidden = open === 0;
  survey.querySelector("[data-next]").hidden = isLast;
  survey.querySelector("[data-send]").hidden = !isLast;
  if (isMoved) { parts[open].focus({ preventScroll: true }); window.scrollTo(0, 0); }
}

function step(by) {
  if (by > 0) {
    const first = lacking(parts[open]);
    if (first) { first.scrollIntoView(); first.focus({ preventScroll: true }); return; }
  }
  let next = open + by;
  while (parts[next] && !fieldsOf(parts[next]).length) next += by;
  if (parts[next]) turnTo(next, true);
}

if (survey) {
  survey.querySelector("[data-next]").addEventListener("click", () => step(1));
  survey.querySelector("[data-back]").addEventListener("click", () => step(-1));
  survey.addEventListener("change", (event) => { const field = event.target.closest("[data-field]"); if (field) tell(field, ""); });
}

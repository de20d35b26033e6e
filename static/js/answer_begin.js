// Begins a questionnaire: lays out what this device still keeps, saves from now on, sends once.
"use strict";

function begin() {
  const before = kept();
  if (!before || document.querySelector("[data-first]")) return;
  if (before.text === written()) keep("");
  else if (!survey.dataset.save || before.revision === survey.elements.revision.value) { lay(before.text); later(PAUSE); }
  else { mine = before.text; choose("", survey.elements.revision.value); }
}

function rest(isResting) {
  isStopped = isResting;
  survey.querySelector("[data-send]").disabled = isResting;
}

function goTo(link) { // the question of an error may stand in a part that is not shown
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  turnTo(parts.indexOf(field.closest("[data-screen]")), false);
  field.scrollIntoView();
  field.focus({ preventScroll: true });
}

if (survey) {
  begin();
  const wrong = document.querySelector("[data-first]");
  if (wrong) wrong.addEventListener("click", (event) => { event.preventDefault(); goTo(event.target.closest("a")); });
  survey.addEventListener("input", () => {
    remember();
    if (!survey.dataset.save) { say("Пока только на этом устройстве: не забудьте отправить."); return; }
    if (pause === PAUSE) say(""); // "Сохранено" was said of what stood before
    later(pause);
  });
  survey.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(timer);
    setTimeout(() => rest(true)); // after the browser has read the form
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) rest(false); });
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", () => { if (document.hidden && unsaved()) save(); });
}

function unsaved() { return Boolean(kept()) && !mine; }

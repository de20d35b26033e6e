// What has been written is kept on this device until the server has it; unsigned answers are kept here only.
"use strict";

const NOT_ANSWERS = ["csrfmiddlewaretoken", "door", "nonce", "revision"];
let mine = ""; // what this device kept, while it is asked which answers are to stay

function pairs() {
  return [...new FormData(survey)].filter(([, value]) => typeof value === "string");
}

function written() {
  return JSON.stringify(pairs().filter(([name, value]) => value && !NOT_ANSWERS.includes(name)));
}

function keep(text) {
  try {
    if (text) localStorage.setItem(survey.dataset.keep, text);
    else localStorage.removeItem(survey.dataset.keep);
  } catch { /* a browser that keeps nothing: the server does */ }
}

function kept() {
  try { return JSON.parse(localStorage.getItem(survey.dataset.keep)); } catch { return null; }
}

function remember() {
  if (!mine) keep(JSON.stringify({ revision: survey.elements.revision.value, text: written() }));
}

function lay(text) {
  const laid = JSON.parse(text);
  for (const one of survey.elements) {
    if (!one.name || ["file", "hidden", "submit", "button"].includes(one.type)) continue;
    if (["radio", "checkbox"].includes(one.type)) one.checked = laid.some(([name, value]) => name === one.name && value === one.value);
    else one.value = (laid.find(([name]) => name === one.name) || ["", ""])[1];
  }
  refresh();
  turnTo(open, false);
}

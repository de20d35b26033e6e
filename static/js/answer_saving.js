// Saves on the server what has been written: one save at a time, and on a bad line the same one again until it is heard.
"use strict";

const PAUSE = 800, LONGEST = 60000;
let timer = 0, pause = PAUSE, unheard = null, isBusy = false, isStopped = false;

function say(words) { survey.querySelector("[data-saved]").textContent = words; }

function later(time) { clearTimeout(timer); timer = setTimeout(save, time); }

async function save() {
  if (!survey.dataset.save || isBusy || isStopped) return;
  clearTimeout(timer);
  isBusy = true;
  unheard ||= { body: new URLSearchParams(pairs()), text: written() };
  try {
    const answer = await fetch(survey.dataset.save, { method: "POST", body: unheard.body, redirect: "manual" });
    if (answer.ok) heard((await answer.json()).revision);
    else if (answer.status >= 500) throw new Error(answer.status);
    else stop([409, 410].includes(answer.status) ? await answer.json() : { words: "Страница закрылась по времени. Ответы остались на этом устройстве: откройте анкету ещё раз." });
  } catch {
    pause = Math.min(pause * 2, LONGEST);
    say("Нет связи. Ответы записаны на этом устройстве, отправим, когда связь появится.");
    later(pause);
  } finally { isBusy = false; }
}

function heard(revision) {
  const isAll = written() === unheard.text;
  survey.elements.revision.value = revision;
  unheard = null; pause = PAUSE;
  if (isAll) { keep(""); say("Сохранено"); } else { remember(); later(pause); }
}

function stop({ words, revision }) {
  isStopped = true; unheard = null;
  if (revision === undefined) say(words); else choose(words, revision);
}

function choose(words, revision) {
  const asking = survey.querySelector("[data-elsewhere]");
  if (words) asking.querySelector("[data-elsewhere-words]").textContent = words;
  asking.hidden = false; isStopped = true; say("");
  asking.querySelector("[data-theirs]").onclick = () => { keep(""); location.replace(location.href); };
  asking.querySelector("[data-mine]").onclick = () => {
    if (mine) lay(mine);
    mine = ""; asking.hidden = true; isStopped = false;
    survey.elements.revision.value = revision;
    remember(); save();
  };
  asking.querySelector("[data-mine]").focus();
}

// A slider with data-levels="words;words" says its step in words to whoever listens to the page.
"use strict";
(() => {
  const tell = (slider) => slider.setAttribute("aria-valuetext", slider.dataset.levels.split(";")[Number(slider.value)]);

  for (const slider of document.querySelectorAll("[data-levels]")) tell(slider);
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-levels]")) tell(event.target);
  });
})();

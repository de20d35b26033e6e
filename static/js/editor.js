// The editor of a draft: a dragged piece or a changed level asks for the numbers anew, by the button that does it without dragging.
"use strict";
(() => {
  const settle = (place) => place.closest("#edit")?.querySelector("[data-settle]").click();

  document.addEventListener("arrange:move", (event) => settle(event.target));
  document.addEventListener("change", (event) => event.target.matches("[data-settles]") && settle(event.target));
})();

// A <details data-open-wide> is open where there is room beside it, and opens when a link leads into it.
"use strict";
(() => {
  const wide = matchMedia("(min-width: 992px)");
  const show = () => {
    for (const fold of document.querySelectorAll("details[data-open-wide]")) fold.open = wide.matches;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const place = link && document.getElementById(link.hash.slice(1));
    const fold = place && place.closest("details");
    if (fold) fold.open = true;
  });
  wide.addEventListener("change", show);
  show();
})();

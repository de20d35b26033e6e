// The answers are sent, or the page is closed on somebody else's phone: what this device kept of them goes.
"use strict";

try {
  const begins = document.querySelector("[data-forget]").dataset.forget;
  for (const key of Object.keys(localStorage)) if (key.startsWith(begins)) localStorage.removeItem(key);
} catch { /* a browser that keeps nothing */ }

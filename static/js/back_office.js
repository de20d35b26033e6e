// The boxes of choice by typing come without a name for screen readers: each gets that of its row as it appears.
const nameBoxes = () => {
  for (const box of document.querySelectorAll(".select2-selection__rendered:not([aria-label])")) {
    const label = box.closest(".form-row")?.querySelector("label");
    if (label) box.setAttribute("aria-label", label.textContent.trim());
  }
};
new MutationObserver(nameBoxes).observe(document, { childList: true, subtree: true });

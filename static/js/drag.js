// Dragging by a grip, with a mouse, a pen or a finger: the row itself goes along, Escape puts it back.
// A grip is data-grip="selector of what it drags"; lines stand in lists data-lines. A row let go at another place fires
// "arrange:move" with its position and, for a line, the stage of its list.
"use strict";
(() => {
  const EDGE = 70; // px from the edge of the window where the page scrolls along
  let held = null;

  const besides = (row, other) => {
    const box = other.getBoundingClientRect();
    const isBelow = held.y > box.top + box.height / 2;
    const isAfter = row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING;
    if (isAfter && !isBelow) other.before(row);
    if (!isAfter && isBelow) other.after(row);
  };

  // Over the head of another stage is its beginning, under its last line is its end.
  const intoList = (row, list) => {
    if (!list || list === row.parentElement) return;
    if (held.y < list.getBoundingClientRect().top) list.prepend(row);
    else list.append(row);
  };

  const follow = () => {
    if (!held) return;
    requestAnimationFrame(follow);
    const { row, kind, frame, y } = held;
    if (!row.classList.contains("is-moved")) return;
    if (y < EDGE || y > innerHeight - EDGE) scrollBy(0, y < EDGE ? -8 : 8);
    const box = frame.getBoundingClientRect();
    const under = document.elementFromPoint(box.left + box.width / 2, y);
    const other = under?.closest(kind);
    if (other && other !== row) besides(row, other);
    if (!other && kind === "[data-row]") intoList(row, under?.closest(".arrange-stage")?.querySelector("[data-lines]"));
  };

  const release = (isKept) => {
    const { row, kind, home, next } = held;
    held = null;
    row.classList.remove("is-moved");
    if (!isKept) home.insertBefore(row, next);
    if (row.parentElement === home && row.nextElementSibling === next) return;
    const position = [...row.parentElement.children].filter((other) => other.matches(kind)).indexOf(row);
    const stage = row.parentElement.dataset.lines;
    row.dispatchEvent(new CustomEvent("arrange:move", { bubbles: true, detail: { position, ...(stage && { stage }) } }));
  };

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button || held) return;
    const [row, frame, y] = [grip.closest(grip.dataset.grip), grip.closest("form"), event.clientY];
    frame.setPointerCapture(event.pointerId); // the row is taken out and put in again, its form stays
    held = { row, frame, kind: grip.dataset.grip, home: row.parentElement, next: row.nextElementSibling, from: y, y };
    follow();
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    held.y = event.clientY;
    if (Math.abs(held.y - held.from) > 4) held.row.classList.add("is-moved");
  });
  document.addEventListener("pointerup", () => held && release(true));
  document.addEventListener("pointercancel", () => held && release(false));
  document.addEventListener("keydown", (event) => held && event.key === "Escape" && release(false));
})();

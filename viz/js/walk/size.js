/**
 * How large everything is: as usual, larger, or for whoever sits ten metres from the wall.
 * @module
 */

/** @typedef {import("./walk.js").Context} Context */

/** The classes of the page, from small to large; the first is none. */
const SIZES = ["", "projector", "far"];

/** @param {HTMLElement} frame @returns {number} 0 as usual, 1 larger, 2 largest */
export const sizeOf = (frame) =>
  Math.max(0, SIZES.findIndex((name) => name && frame.classList.contains(name)));

/**
 * Take a size; what is drawn to a width is drawn anew, and a screen reader is told.
 * @param {Context} context
 * @param {number} size one more than the largest is the usual one again
 */
export function takeSize({ frame, main, root, say }, size) {
  const wanted = size % SIZES.length;
  SIZES.forEach((name, n) => name && frame.classList.toggle(name, n === wanted));
  root.querySelectorAll("[data-size]").forEach((one) =>
    one.setAttribute("aria-pressed", String(Number(one.getAttribute("data-size")) === wanted))
  );
  main.querySelector("[data-strip]")?.dispatchEvent(new Event("redraw"));
  say(["Text as usual.", "Larger text.", "Largest text."][wanted]);
}

/**
 * What is always at hand: pause, leave, the facilitator's view, how it looks, paper, the keys.
 * @module
 */

import { h } from "../dom.js";
import { fullScreen, help, toggle } from "./keys.js";
import { sizeOf, takeSize } from "./size.js";

/** @typedef {import("./walk.js").Context} Context */

/**
 * @param {Context} context
 * @param {HTMLElement} place
 * @returns {HTMLElement} the way to the facilitator's view
 */
export function tools(context, place) {
  const { frame } = context;
  /** @param {string} label @param {() => void} go @param {boolean} [pressed] */
  const button = (label, go, pressed) =>
    h("button", { type: "button", onclick: go, "aria-pressed": pressed?.toString() }, label);
  /** @param {HTMLElement} one @param {boolean} on */
  const press = (one, on) => one.setAttribute("aria-pressed", String(on));
  const sizes = ["Larger text", "Largest text"].map((label, n) => {
    const size = n + 1;
    const one = button(label, () => takeSize(context, sizeOf(frame) === size ? 0 : size), false);
    one.dataset.size = String(size);
    return one;
  });
  const colours = button("Dark colours", () => {
    const on = colours.getAttribute("aria-pressed") !== "true";
    frame.classList.toggle("dark", on);
    frame.classList.toggle("light", !on);
    press(colours, on);
  }, matchMedia("(prefers-color-scheme: dark)").matches);
  const full = button("Full screen", () => fullScreen(frame), false);
  document.addEventListener("fullscreenchange", () => press(full, !!document.fullscreenElement));
  const facilitator = button("Facilitator", () => toggle(context, "trainer"));
  place.append(
    button("Pause (Esc)", () => context.pause()),
    button("Leave", () => context.leave()),
    facilitator,
    h(
      "details",
      { class: "display" },
      h("summary", {}, "Display"),
      h(
        "div",
        {},
        document.fullscreenEnabled ? full : "",
        ...sizes,
        colours,
        button("Print", () => globalThis.print()),
        button("Keys (?)", () => help(context)),
      ),
    ),
  );
  return facilitator;
}

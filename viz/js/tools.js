/**
 * The presenter, larger text for a projector, colours for a dark room, paper, and the keys. Nothing
 * is kept: the page leaves no trace on the machine that shows it.
 * @module
 */

import { h } from "./dom.js";
import { begin } from "./present.js";

/** @typedef {import("./mount.js").Context} Context */

/** What each key does, by view. */
const KEYS = [
  ["Everywhere", [
    ["Tab, Shift + Tab", "to the next and the previous control"],
    ["Enter or space", "chooses what is under the ring"],
    ["Alt + left arrow", "back to the view and choice before"],
    ["Page Up, Page Down on the as-at slider", "to the next and the previous change"],
  ]],
  ["Timeline", [
    ["+ and −", "zoom in and out"],
    ["Left and right arrow", "earlier and later"],
    ["Up and down arrow", "the row before and after"],
    ["Home", "everything"],
  ]],
  ["Who knew", [["Arrow keys", "from cell to cell"], ["Enter", "the rows by which they knew"]]],
  ["Presenter", [
    ["Page Down, space or Enter", "reads on in a long row, then the next row"],
    ["Page Up", "reads back, then the row before"],
    ["Right and left arrow", "the next row, the row before"],
    ["Home and End", "the first and the last row"],
    ["F5", "full screen"],
    ["Esc", "leaves full screen, then the presenter"],
  ]],
];

/** @param {Context} context @param {HTMLElement} place */
export function tools(context, place) {
  const { frame } = context;
  /** @param {string} label @param {() => void} go @param {boolean} [pressed] */
  const button = (label, go, pressed) =>
    h("button", { type: "button", onclick: go, "aria-pressed": pressed?.toString() }, label);
  /** @param {HTMLElement} one @param {boolean} on */
  const press = (one, on) => one.setAttribute("aria-pressed", String(on));

  const larger = button("Larger text", () => {
    press(larger, frame.classList.toggle("projector"));
    dispatchEvent(new Event("resize"));
  }, false);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const colours = button("Dark colours", () => {
    const on = colours.getAttribute("aria-pressed") !== "true";
    frame.classList.toggle("dark", on);
    frame.classList.toggle("light", !on);
    press(colours, on);
  }, dark);
  const full = button("Full screen", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else frame.requestFullscreen().catch(() => full.remove());
  }, false);
  document.addEventListener("fullscreenchange", () => press(full, !!document.fullscreenElement));

  place.append(
    button("Present", () => begin(context)),
    document.fullscreenEnabled ? full : "",
    // in a host's frame the size of text is the host's
    frame === document.documentElement ? larger : "",
    colours,
    button("Print", () => globalThis.print()),
    button("Keys", () => help(place)),
  );
}

/** @param {HTMLElement} place */
function help(place) {
  const box = h(
    "dialog",
    { class: "help", "aria-labelledby": "h-keys" },
    h("h2", { id: "h-keys", tabindex: -1, autofocus: true }, "What the keys do"),
    ...KEYS.flatMap(([view, keys]) => [
      h("h3", {}, /** @type {string} */ (view)),
      h(
        "dl",
        {},
        .../** @type {string[][]} */ (keys).map(([key, does]) =>
          h("div", {}, h("dt", {}, key), h("dd", {}, does))
        ),
      ),
    ]),
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "button", onclick: () => box.close() }, "Close"),
    ),
  );
  box.addEventListener("close", () => box.remove());
  place.append(box);
  box.showModal();
}

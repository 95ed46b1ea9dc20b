/**
 * Larger text for a projector, colours for a dark room, and paper. Nothing is kept: the page
 * leaves no trace on the machine that shows it.
 * @module
 */

import { h } from "./dom.js";

/** @param {HTMLElement} place */
export function tools(place) {
  const page = document.documentElement;
  const larger = h("button", { type: "button", "aria-pressed": "false" }, "Larger text");
  larger.addEventListener("click", () => {
    const on = page.classList.toggle("projector");
    larger.setAttribute("aria-pressed", String(on));
    dispatchEvent(new Event("resize"));
  });
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const colours = h("button", { type: "button", "aria-pressed": String(dark) }, "Dark colours");
  colours.addEventListener("click", () => {
    const on = colours.getAttribute("aria-pressed") !== "true";
    page.classList.toggle("dark", on);
    page.classList.toggle("light", !on);
    colours.setAttribute("aria-pressed", String(on));
  });
  place.append(
    larger,
    colours,
    h("button", { type: "button", onclick: () => globalThis.print() }, "Print"),
  );
}

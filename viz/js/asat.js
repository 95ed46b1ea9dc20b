/**
 * The as-at day: a field, a slider, and the days on which something changed.
 * @module
 */

import { DAY, inWords, readDay } from "./dates.js";
import { h } from "./dom.js";

/** @typedef {import("./mount.js").Context} Context */

/** @param {Context} context @param {HTMLElement} place */
export function asAt({ data, store }, place) {
  const first = Math.floor(data.first / DAY);
  const last = Math.floor(data.last / DAY);
  /** @param {number} day */
  const go = (day) => {
    error.textContent = "";
    field.removeAttribute("aria-invalid");
    store.set({ at: Math.min(last, Math.max(first, day)) });
  };
  /** @param {number} way */
  const step = (way) => {
    const at = store.state.at;
    const next = way > 0
      ? data.changes.find((day) => day > at) ?? last
      : data.changes.findLast((day) => day < at) ?? first;
    go(next);
  };
  const field = h("input", {
    type: "text",
    id: "as-at",
    autocomplete: "off",
    "aria-describedby": "as-at-error",
  });
  const error = h("span", { id: "as-at-error", class: "error", role: "status" });
  const slider = h("input", {
    type: "range",
    min: first,
    max: last,
    step: 1,
    "aria-label": "As-at day",
  });
  const read = () => {
    const day = readDay(field.value);
    if (day !== null) return go(day);
    field.setAttribute("aria-invalid", "true");
    error.textContent = "Write a day like 14 March 2012.";
  };
  field.addEventListener("change", read);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") read();
  });
  slider.addEventListener("input", () => go(Number(slider.value)));
  slider.addEventListener("keydown", (event) => {
    if (event.key !== "PageUp" && event.key !== "PageDown") return;
    event.preventDefault();
    step(event.key === "PageUp" ? 1 : -1);
  });
  place.append(
    h("label", { for: "as-at" }, "As at"),
    field,
    h("button", { type: "button", onclick: () => step(-1) }, "◀ Earlier change"),
    slider,
    h("button", { type: "button", onclick: () => step(1) }, "Later change ▶"),
    error,
  );
  const show = () => {
    const day = store.state.at;
    field.value = inWords(day);
    slider.value = String(day);
    slider.setAttribute("aria-valuetext", inWords(day));
  };
  store.listen(show);
  show();
}

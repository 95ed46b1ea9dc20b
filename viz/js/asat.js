/**
 * The as-at day: a field, a slider, and the days on which something changed, one by one or played.
 * @module
 */

import { DAY, inWords, readDay } from "./dates.js";
import { h } from "./dom.js";

/** @typedef {import("./mount.js").Context} Context */

/** How long each day stands while it plays, in milliseconds. @type {[string, number][]} */
const SPEEDS = [["Slow", 2000], ["Normal", 1000], ["Fast", 400]];

/**
 * The day to play from: where the reader stands, or the first where nothing is left to come
 * before the end of the story.
 * @param {number[]} changes
 * @param {number} at
 * @param {number} end the day on which the page opens
 */
export function playFrom(changes, at, end) {
  return at >= end || at >= (changes.at(-1) ?? at) ? changes[0] ?? at : at;
}

/** @param {Context} context @param {HTMLElement} place */
export function asAt({ data, store }, place) {
  const first = Math.floor(data.first / DAY);
  const last = Math.floor(data.last / DAY);
  /** What stands in the field is a day: nothing is said of an earlier try. */
  const readable = () => {
    error.textContent = "";
    field.removeAttribute("aria-invalid");
  };
  /** @param {number} day */
  const go = (day) => {
    readable();
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

  // -- play ----------------------------------------------------------------------------------
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let playing;
  /** The day that play has come to; any other means that somebody went elsewhere. */
  let come = 0;
  const stop = () => {
    clearTimeout(playing);
    playing = undefined;
    play.textContent = "▶ Play";
  };
  const next = () => {
    const day = data.changes.find((one) => one > come);
    if (store.state.at !== come || day === undefined || document.hidden) return stop();
    go(come = day);
    playing = setTimeout(next, Number(speed.value));
  };
  const start = () => {
    go(come = playFrom(data.changes, store.state.at, data.asAt));
    play.textContent = "❚❚ Pause";
    playing = setTimeout(next, Number(speed.value));
  };
  const toggle = () => playing === undefined ? start() : stop();
  const play = h("button", { type: "button", class: "play", onclick: toggle }, "▶ Play");
  const speed = h("select", { "aria-label": "Speed of play" });
  for (const [words, wait] of SPEEDS) speed.append(h("option", { value: wait }, words));
  speed.value = "1000";
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const calm = () => {
    if (still.matches) stop();
    play.hidden = speed.hidden = still.matches;
    keys.textContent = "Keys while you are here: [ for the earlier change, ] for the later one" +
      (still.matches ? "." : ", P to play and to pause.");
  };
  // whatever else is done, play stops: nobody has to run after the page
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    document.addEventListener(kind, (event) => {
      const on = /** @type {Node} */ (event.target);
      const key = event instanceof KeyboardEvent ? event.key : "Enter";
      const own = play.contains(on) && (key === "Enter" || key === " ") || speed.contains(on) ||
        place.contains(on) && on !== field && key.toLowerCase() === "p";
      if (playing !== undefined && !own) stop();
    }, { capture: true, passive: true });
  }

  // -- field, slider, steps ------------------------------------------------------------------
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
    if (day === null) {
      field.setAttribute("aria-invalid", "true");
      error.textContent = "Write a day like 14 March 2012.";
      return;
    }
    go(day);
    show();
    if (day < first || day > last) {
      error.textContent = `${inWords(day)} is outside these records; the nearest day is shown.`;
    }
  };
  field.addEventListener("change", read);
  slider.addEventListener("input", () => go(Number(slider.value)));
  slider.addEventListener("keydown", (event) => {
    if (event.key !== "PageUp" && event.key !== "PageDown") return;
    event.preventDefault();
    step(event.key === "PageUp" ? 1 : -1);
  });
  const keys = h("p", { class: "keys", id: "as-at-keys" });
  /** @type {Record<string, () => void>} */
  const acts = { "[": () => step(-1), "]": () => step(1), p: () => still.matches || toggle() };
  // single letters act only while the focus is in this group, and never in its field
  place.addEventListener("keydown", (event) => {
    const act = acts[event.key.toLowerCase()];
    const typing = event.target === field || event.target === speed;
    if (!act || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  // what comes with the focus covers part of the view: Escape takes it away
  place.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") keys.hidden = true;
  });
  place.addEventListener("focusout", ({ relatedTarget }) => {
    if (!place.contains(/** @type {Node | null} */ (relatedTarget))) keys.hidden = false;
  });
  const change = () => h("span", { class: "sr" }, " change");
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "As-at day");
  place.setAttribute("aria-describedby", keys.id);
  place.append(
    h("label", { for: "as-at" }, "As at"),
    field,
    h("button", { type: "button", onclick: () => step(-1) }, "◀ Earlier", change()),
    slider,
    h("button", { type: "button", onclick: () => step(1) }, "Later", change(), " ▶"),
    play,
    speed,
    error,
    keys,
  );
  calm();
  still.addEventListener("change", calm);
  const show = () => {
    const day = store.state.at;
    field.value = inWords(day);
    readable();
    slider.value = String(day);
    slider.setAttribute("aria-valuetext", inWords(day));
  };
  store.listen(show);
  show();
}

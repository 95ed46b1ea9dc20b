/**
 * One selection and one as-at day for every view; both stand in the address, so that a view can
 * be put in a note and opened again.
 * @module
 */

import { readDay, toIso } from "./dates.js";

export const VIEWS = ["overview", "timeline", "knew", "enquiry", "network", "chronology"];

/**
 * @typedef {object} State
 * @property {string} view
 * @property {number} at a day
 * @property {string} sel what is chosen
 * @property {string} present the set of rows that is being presented; empty where none is
 */
/** @typedef {(state: State, before: State) => void} Listener */

/**
 * @param {string} fragment without or with its #
 * @param {State} usual
 * @returns {State}
 */
export function readFragment(fragment, usual) {
  const text = fragment.replace(/^#/, "");
  if (text && !text.includes("=")) {
    const bare = safeDecode(text);
    return VIEWS.includes(bare) ? { ...usual, view: bare } : { ...usual, sel: bare };
  }
  const given = new URLSearchParams(text);
  const view = given.get("view") ?? "";
  const day = readDay(given.get("at") ?? "");
  return {
    view: VIEWS.includes(view) ? view : usual.view,
    at: day ?? usual.at,
    sel: given.get("sel") ?? "",
    present: given.get("present") ?? "",
  };
}

/** @param {string} text */
function safeDecode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** @param {State} state @returns {string} */
export function writeFragment(state) {
  const given = new URLSearchParams({ view: state.view, at: toIso(state.at) });
  if (state.sel) given.set("sel", state.sel);
  if (state.present) given.set("present", state.present);
  return "#" + given.toString();
}

export class Store {
  /** @param {State} state @param {(state: State, before: State) => void} [persist] */
  constructor(state, persist) {
    this.state = state;
    this.persist = persist;
    /** @type {Listener[]} */
    this.listeners = [];
  }

  /** @param {Listener} listener */
  listen(listener) {
    this.listeners.push(listener);
  }

  /** @param {Partial<State>} change @param {boolean} [keep] whether the address follows */
  set(change, keep = true) {
    const before = this.state;
    const after = { ...before, ...change };
    const keys = /** @type {(keyof State)[]} */ (Object.keys(after));
    if (keys.every((key) => after[key] === before[key])) return;
    this.state = after;
    if (keep) this.persist?.(after, before);
    for (const listener of this.listeners) listener(after, before);
  }
}

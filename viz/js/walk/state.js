/**
 * Where a room is in the walkthrough, and how it goes on from there. Nothing of it is kept when
 * the page is closed.
 * @module
 */

import { heldAt, screens } from "./data.js";

/** @typedef {import("./data.js").Walk} Walk */
/** @typedef {import("./data.js").Screen} Screen */
/** @typedef {"opening" | "seats" | "play" | "whatif" | "closing" | "trainer"} Stage */
/**
 * @typedef {object} State
 * @property {Stage} stage
 * @property {0 | 1} page of the opening: the warning, then the facilitator's words
 * @property {number} seat its place; -1 before one is chosen
 * @property {number} at which of the seat's screens
 * @property {"decide" | "reveal"} phase of a moment
 * @property {number} plan minutes of the session; 0 where it stops at every moment
 * @property {Stage} from the stage to which what if and the facilitator's view go back
 */

/** @param {Walk} [walk] @returns {State} where every session begins: of middling length, if planned */
export const atFirst = (walk) => ({
  stage: "opening",
  page: 0,
  seat: -1,
  at: 0,
  phase: "decide",
  plan: walk?.open.plans[Math.floor((walk.open.plans.length - 1) / 2)]?.minutes ?? 0,
  from: "opening",
});

/** Whether the warning is on the screen, and nothing else. @param {State} state */
export const warned = ({ stage, page }) => stage === "opening" && !page;

/** @param {Walk} walk @param {number} plan @returns {number[] | null} the moments it stops at */
export const momentsOf = (walk, plan) =>
  walk.open.plans.find(({ minutes }) => minutes === plan)?.moments ?? null;

/**
 * The screens of the chosen seat in the chosen session.
 * @param {Walk} walk
 * @param {State} state
 * @returns {Screen[]}
 */
export function screensOf(walk, state) {
  const seat = walk.seats[state.seat];
  if (!seat) return [];
  const [, folds] = seat.folds.find(([minutes]) => minutes === state.plan) ?? [];
  return screens(seat, walk.open.end, momentsOf(walk, state.plan), folds);
}

/**
 * What a moment is called in a session, on every screen: which it is of how many; nothing where
 * the session does not stop at it. On paper it has the name that it has in the longest session.
 * @param {Walk} walk
 * @param {State} state
 * @param {number} moment
 */
export function momentName(walk, state, moment) {
  const every = walk.seats[0].stops.map((_, place) => place);
  const planned = momentsOf(walk, state.plan) ?? every;
  const at = planned.indexOf(moment);
  return at < 0 ? "" : `Moment ${at + 1} of ${planned.length}`;
}

/** @param {Walk} walk @param {State} state @returns {Screen | undefined} */
export const screenOf = (walk, state) => screensOf(walk, state)[state.at];

/** Whether the chosen seat has come to the end of its record. @param {Walk} walk @param {State} state */
export const atEnd = (walk, state) => screenOf(walk, state)?.kind === "end";

/**
 * The last moment of the chosen session; -1 where it has none.
 * @param {Walk} walk
 * @param {State} state
 */
export const lastMoment = (walk, state) =>
  screensOf(walk, state).findLast(({ kind }) => kind === "moment")?.moment ?? -1;

/**
 * What a seat meets in the chosen session up to its last stop: contacts, those that come together,
 * how many before each stop, its stops, and how many words it reads one by one.
 * @param {Walk} walk
 * @param {State} state
 */
export function meets(walk, state) {
  const every = screensOf(walk, state);
  const all = every.slice(0, every.findLastIndex(({ kind }) => kind === "moment") + 1);
  /** @type {number[]} */
  const before = [];
  /** @type {number[]} */
  const stops = [];
  const { rows } = walk.seats[state.seat];
  let [since, folded, words] = [0, 0, 0];
  for (const { kind, moment, row, first = 0 } of all) {
    if (kind === "row") {
      since++;
      words += rows[row].text.split(/\s+/).length;
    } else if (kind === "fold") {
      since += row + 1 - first;
      folded += row + 1 - first;
    } else if (kind === "moment") {
      before.push(since);
      stops.push(moment);
      since = 0;
    }
  }
  const contacts = before.reduce((sum, one) => sum + one, 0);
  return { contacts, folded, before, stops, words };
}

/**
 * Whether a seat has nothing on record by the last stop of a session: it would only ever be asked
 * what it would ask.
 * @param {Walk} walk
 * @param {State} state
 */
function comesTooLate(walk, state) {
  const last = screensOf(walk, state).findLast(({ kind }) => kind === "moment");
  return !!last && last.row < 0 && !heldAt(walk.seats[state.seat], last).length;
}

/**
 * What is said of a seat to which nothing comes before the last stop of the chosen session, and in
 * which longer one something does; nothing of any other seat.
 * @param {Walk} walk
 * @param {State} state
 * @returns {string}
 */
export function nothingComes(walk, state) {
  if (!comesTooLate(walk, state)) return "";
  const { plan } = state;
  const none = "nothing comes to this seat before the last stop.";
  if (!plan) return `In this session ${none}`;
  const more = walk.open.plans.find(({ minutes }) =>
    minutes > plan && !comesTooLate(walk, { ...state, plan: minutes })
  );
  const longer = more
    ? ` In ${more.minutes} minutes something does.`
    : comesTooLate(walk, { ...state, plan: 0 })
    ? ""
    : " Where the session stops at every moment, something does.";
  return `In ${plan} minutes ${none}${longer}`;
}

/**
 * One step on, or back. Where there is none, the state stays as it is. From the reveal of a moment
 * the way back leads to its questions; the way on past it leads to the next contact. After the end
 * of a seat's record comes what if, then the closing, and there it stops.
 * @param {Walk} walk
 * @param {State} state
 * @param {1 | -1} way
 * @returns {State}
 */
export function step(walk, state, way) {
  const { stage, seat, at, phase } = state;
  if (stage === "opening") {
    if (way < 0) return state.page ? { ...state, page: 0 } : state;
    if (!state.page) return { ...state, page: 1 };
    if (walk.seats.length === 1) return { ...state, stage: "play", seat: 0, at: 0 };
    return { ...state, stage: "seats" };
  }
  if (stage === "seats") {
    if (way < 0) return { ...state, stage: "opening" };
    return seat < 0 ? state : { ...state, stage: "play" };
  }
  const all = screensOf(walk, state);
  if (stage === "closing") return way < 0 ? { ...state, stage: "whatif", from: "play" } : state;
  if (stage !== "play") {
    if (way < 0) return { ...state, stage: state.from };
    return stage === "whatif" && atEnd(walk, state) ? { ...state, stage: "closing" } : state;
  }
  const moment = all[at]?.kind === "moment";
  if (moment && way > 0 && phase === "decide") return { ...state, phase: "reveal" };
  if (moment && way < 0 && phase === "reveal") return { ...state, phase: "decide" };
  const next = at + way;
  if (next < 0) return { ...state, stage: walk.seats.length === 1 ? "opening" : "seats" };
  if (next >= all.length) return { ...state, stage: "whatif", from: "play" };
  return { ...state, at: next, phase: "decide" };
}

/**
 * Go to the screen of a moment; where this session does not stop at it, every moment is played.
 * @param {Walk} walk
 * @param {State} state
 * @param {number} moment
 * @returns {State}
 */
export function toMoment(walk, state, moment) {
  const planned = momentsOf(walk, state.plan)?.includes(moment) ?? true;
  const to = /** @type {State} */ ({
    ...state,
    stage: "play",
    seat: Math.max(0, state.seat),
    plan: planned ? state.plan : 0,
    phase: "decide",
  });
  return { ...to, at: screensOf(walk, to).findIndex((one) => one.moment === moment) };
}

/**
 * Take another session, or another seat, at the time that was reached.
 * @param {Walk} walk
 * @param {State} state
 * @param {{plan?: number, seat?: number}} change
 * @returns {State}
 */
export function changed(walk, state, change) {
  const was = screenOf(walk, state);
  const to = { ...state, ...change };
  if (!was || state.at === 0) return { ...to, at: 0, phase: "decide" };
  const all = screensOf(walk, to);
  const same = all.findIndex((one) =>
    one.kind === "moment" && one.moment === was.moment && was.kind === "moment"
  );
  if (same >= 0) return { ...to, at: same, phase: change.seat === undefined ? to.phase : "decide" };
  const reached = was.kind === "end"
    ? all.length - 1
    : all.findLastIndex(({ kind, minute }) => kind !== "end" && minute <= was.minute);
  return { ...to, at: Math.max(0, reached), phase: "decide" };
}

import { deepStrictEqual, ok, strictEqual } from "node:assert";
import { DAY } from "../../../viz/js/dates.js";
import { decode, fresh, heldAt, screens, stripSpan } from "../../../viz/js/walk/data.js";
import { Clock, timeInWords } from "../../../viz/js/walk/clock.js";
import { howMany, notRead } from "../../../viz/js/walk/play.js";
import {
  atFirst,
  changed,
  meets,
  nothingComes,
  screenOf,
  step,
  toMoment,
} from "../../../viz/js/walk/state.js";

/** @param {number} minute @param {string} text */
const row = (minute, text) => [minute, "", "GP", "", "contact", "", text, [], "", ""];
/** @param {string} id @param {unknown[]} rows @param {unknown[]} facts */
const seat = (id, rows, facts) => ({
  id,
  name: id,
  kind: "agency",
  about: "",
  rows,
  facts,
  leftOut: [],
  stops: [[20, "", "first", 1, ["do"]], [40, "", "", -1, ["do"]]],
});
const open = {
  title: "",
  marking: "",
  status: "",
  pack: "",
  warning: [],
  opening: [],
  closing: [],
  limits: [],
  base: 0,
  end: 50,
  questions: [["do", "What?", "", []]],
};
const facts = [
  ["early", 3, [[10, 1, "", 0], [20, 0, "", 2], [40, 2, "", -1]]],
  ["same minute", 5, [[20, 0, "", 1]]],
  ["later", 5, [[45, 0, "", 3]]],
];
const rows = [row(10, "a"), row(20, "b"), row(20, "c"), row(45, "d")];
const walk = decode({
  v: 1,
  open,
  seats: [seat("gp", rows, facts), seat("hv", [row(30, "e")], [])],
  plans: [[30, [1]], [60, [0, 1]]],
});

Deno.test("screens go through time, rows before the moment of the same minute", () => {
  const all = screens(walk.seats[0], 50, null);
  deepStrictEqual(
    all.map(({ kind, row, moment }) => [kind, row, moment]),
    [
      ["intro", -1, -1],
      ["row", 0, -1],
      ["row", 1, -1],
      ["row", 2, -1],
      ["moment", 2, 0],
      ["moment", 2, 1],
      ["row", 3, -1],
      ["end", 3, -1],
    ],
  );
  deepStrictEqual(
    screens(walk.seats[0], 50, [1]).flatMap(({ moment }) => moment < 0 ? [] : [moment]),
    [1],
  );
});

Deno.test("contacts that come together stand where the last of them stands", () => {
  const all = screens(walk.seats[0], 50, [1], [[0, 3, "In between: 3 contacts."]]);
  deepStrictEqual(
    all.map(({ kind, minute, row, first }) => [kind, minute, row, first]),
    [
      ["intro", -1, -1, undefined],
      ["fold", 20, 2, 0],
      ["moment", 40, 2, undefined],
      ["row", 45, 3, undefined],
      ["end", 50, 3, undefined],
    ],
  );
  strictEqual(all[1].words, "In between: 3 contacts.");
  const [gp] = walk.seats;
  const folding = { ...walk, seats: [{ ...gp, folds: [[30, [[0, 3, "3 contacts."]]]] }] };
  const state = { ...atFirst(), seat: 0, plan: 30 };
  deepStrictEqual(meets(/** @type {any} */ (folding), state), {
    contacts: 3,
    folded: 3,
    before: [3],
    stops: [1],
    words: 0,
  });
  // a session without folds meets them one by one
  strictEqual(meets(/** @type {any} */ (folding), { ...state, plan: 60 }).folded, 0);
});

Deno.test("a screen holds nothing of a later minute, nor of a later row of its own minute", () => {
  const [gp] = walk.seats;
  const all = screens(gp, 50, null);
  const held = all.map((screen) =>
    heldAt(gp, screen).map(({ words, state }) => `${words} ${state}`)
  );
  deepStrictEqual(held[0], []);
  deepStrictEqual(held[1], ["early possible"]);
  deepStrictEqual(held[2], ["same minute certain", "early possible"]);
  deepStrictEqual(held[3], ["same minute certain", "early certain"]);
  deepStrictEqual(held[5], ["early ended", "same minute certain"]);
  ok(!held.slice(0, 6).flat().some((words) => words.startsWith("later")));
  deepStrictEqual([...fresh(heldAt(gp, all[3]), heldAt(gp, all[2])).keys()], [0]);
});

Deno.test("what was there and stands otherwise now has changed, and is not new", () => {
  /** @param {number} fact @param {import("../../../viz/js/walk/data.js").HeldState} state */
  const held = (fact, state) => ({ fact, words: "", weight: 1, state, how: "", row: 0, since: 0 });
  const before = [held(0, "certain"), held(1, "possible"), held(2, "certain")];
  const now = [
    held(0, "possible"),
    held(1, "certain"),
    held(2, "certain"),
    held(3, "certain"),
    held(4, "possible"),
    held(5, "ended"),
  ];
  deepStrictEqual([...fresh(now, before)], [
    [0, "Changed"],
    [1, "Changed"],
    [3, "New"],
    [4, "New"],
    [5, "Changed"],
  ]);
});

Deno.test("what a thing is called changes with the row that names somebody, and not before", () => {
  const one = decode({
    v: 1,
    open,
    seats: [
      seat("gp", [row(10, "a"), row(20, "b"), row(20, "c")], [
        ["by somebody", 5, [[10, 0, "", 0]], [], [[20, 2, "by Craig"]]],
      ]),
    ],
  }).seats[0];
  /** @param {number} minute @param {number} row */
  const said = (minute, row) => heldAt(one, { minute, row }).map(({ words }) => words);
  deepStrictEqual(said(10, 0), ["by somebody"]);
  deepStrictEqual(said(20, 1), ["by somebody"]);
  deepStrictEqual(said(20, 2), ["by Craig"]);
});

Deno.test("what a team may not have seen is said beside its rows, of what stands", () => {
  const no = "no record that South could see it";
  const one = decode({
    v: 1,
    open,
    seats: [
      seat("csc", [row(10, "a"), row(20, "b"), row(20, "c"), row(40, "d")], [
        ["held", 5, [[10, 0, "Own", 0]], [[20, 2, "again"]], [], [[20, 1, no], [40, 3, ""]]],
        ["gone", 5, [[10, 0, "Own", 0], [20, 2, "Own; ended", 0]], [], [], [[20, 1, no]]],
      ]),
    ],
  }).seats[0];
  /** @param {number} minute @param {number} row */
  const said = (minute, row) =>
    heldAt(one, { minute, row }).sort((a, b) => a.fact - b.fact).map(({ how }) => how);
  deepStrictEqual(said(10, 0), ["Own", "Own"]);
  deepStrictEqual(said(20, 1), [`Own; ${no}`, "Own; ended"]);
  deepStrictEqual(said(20, 2), [`Own; again; ${no}`, "Own; ended"]);
  deepStrictEqual(said(40, 3), ["Own; again", "Own; ended"]);
});

Deno.test("the strip ends with the year that has been reached, whenever the case ends", () => {
  const firstDay = (/** @type {number} */ year) => year * 1000;
  const yearOf = (/** @type {number} */ minute) => Math.floor(minute / 1000);
  deepStrictEqual(stripSpan(2010_100, 2010_100, firstDay, yearOf), [2010_000, 2011_000]);
  deepStrictEqual(stripSpan(2010_100, 2012_900, firstDay, yearOf), [2010_000, 2013_000]);
});

Deno.test("on and back lead through every screen and home again", () => {
  let state = step(walk, atFirst(walk), 1);
  deepStrictEqual([state.stage, state.page, state.plan], ["opening", 1, 30]);
  state = { ...step(walk, state, 1), plan: 0 };
  strictEqual(state.stage, "seats");
  strictEqual(step(walk, state, 1), state); // no seat is chosen yet
  state = { ...state, seat: 0, stage: "play" };
  const trail = [];
  for (let n = 0; n < 30; n++) {
    const next = step(walk, state, 1);
    if (next === state) break;
    trail.push(state);
    state = next;
  }
  deepStrictEqual([...trail.slice(-2), state].map(({ stage }) => stage), [
    "play",
    "whatif",
    "closing",
  ]);
  strictEqual(step(walk, state, 1), state); // nothing comes after the closing
  strictEqual(screenOf(walk, trail[trail.length - 2])?.kind, "end");
  state = step(walk, step(walk, state, -1), -1);
  strictEqual(screenOf(walk, state)?.kind, "end");
  strictEqual(state.stage, "play");
  strictEqual(trail.filter(({ phase }) => phase === "reveal").length, 2);
  for (let n = 0; n < 30 && state.stage === "play"; n++) state = step(walk, state, -1);
  strictEqual(state.stage, "seats");
  strictEqual(step(walk, state, -1).stage, "opening");
});

Deno.test("what a seat meets is counted by session", () => {
  const state = { ...atFirst(), seat: 0 };
  deepStrictEqual(meets(walk, { ...state, plan: 60 }), {
    contacts: 3,
    folded: 0,
    before: [3, 0],
    stops: [0, 1],
    words: 3,
  });
  deepStrictEqual(meets(walk, { ...state, plan: 30 }).before, [3]);
});

Deno.test("one seat alone is taken without being chosen", () => {
  const alone = { ...walk, seats: [walk.seats[1]] };
  const state = step(alone, { ...atFirst(), page: 1 }, 1);
  deepStrictEqual([state.stage, state.seat], ["play", 0]);
  strictEqual(step(alone, state, -1).stage, "opening");
});

Deno.test("a moment that a short session leaves out can be jumped to", () => {
  const state = { ...atFirst(), seat: 0, stage: /** @type {const} */ ("play"), plan: 30 };
  const there = toMoment(walk, state, 0);
  strictEqual(screenOf(walk, there)?.moment, 0);
  strictEqual(there.plan, 0);
  strictEqual(toMoment(walk, state, 1).plan, 30);
});

Deno.test("another seat, or another session, goes on at the time that was reached", () => {
  const state = { ...atFirst(), seat: 0, stage: /** @type {const} */ ("play") };
  const there = toMoment(walk, state, 1);
  strictEqual(screenOf(walk, changed(walk, there, { seat: 1 }))?.moment, 1);
  const late = { ...there, at: 6 }; // the row of minute 45
  const other = screenOf(walk, changed(walk, late, { seat: 1 }));
  ok(other && other.minute <= 45);
  const short = screenOf(walk, changed(walk, toMoment(walk, state, 0), { plan: 30 }));
  ok(short && short.minute <= 20);
});

Deno.test("data of another version is refused by name", () => {
  let said = "";
  try {
    decode({ v: 2 });
  } catch (error) {
    said = String(error);
  }
  ok(said.includes("version 2") && said.includes("version 1"));
});

Deno.test("the clock leaves pauses out", () => {
  let now = 0;
  const clock = new Clock(() => now);
  clock.start();
  now = 5 * 60000;
  clock.stop();
  now = 50 * 60000;
  strictEqual(clock.minutes, 5);
  clock.start();
  clock.start();
  now = 53 * 60000;
  strictEqual(clock.minutes, 8);
  strictEqual(timeInWords(8, 30), "8 minutes gone, 22 minutes of 30 left");
  strictEqual(timeInWords(31, 30), "31 minutes gone, 1 minute over the 30 planned");
  clock.reset();
  deepStrictEqual([clock.minutes, clock.started, DAY], [0, false, 1440]);
});

Deno.test("what had ended and what no later record tells of are counted apart", () => {
  strictEqual(howMany(1, 2, 1), "1 thing, possibly 2 more. 1 thing had ended.");
  strictEqual(howMany(2, 0, 0, 1), "2 things. Of 1 thing there is no later record.");
  strictEqual(
    howMany(0, 0, 1, 2),
    "1 thing had ended. Of 2 things there is no later record.",
  );
});

Deno.test("a seat to which nothing comes before the last stop is said to be one", () => {
  const made = decode({
    v: 1,
    open,
    seats: [
      seat("gp", rows, facts),
      seat("hv", [row(30, "e")], []),
      seat("idva", [row(45, "f")], []),
      seat("told", [], [["told", 3, [[15, 0, "", -1]]]]),
    ],
    plans: [[30, [0]], [60, [0, 1]]],
  });
  /** @param {number} plan */
  const said = (plan) =>
    made.seats.map((_, seat) => nothingComes(made, { ...atFirst(made), plan, seat }));
  const none = "nothing comes to this seat before the last stop.";
  deepStrictEqual(said(30), [
    "",
    `In 30 minutes ${none} In 60 minutes something does.`,
    `In 30 minutes ${none}`,
    "", // no contact, but it holds what it was told
  ]);
  deepStrictEqual(said(60), ["", "", `In 60 minutes ${none}`, ""]);
  deepStrictEqual(said(0), ["", "", `In this session ${none}`, ""]);
  // a session that stops at every moment has more than any of a fixed length
  made.open.plans.pop();
  strictEqual(
    said(30)[1],
    `In 30 minutes ${none} Where the session stops at every moment, something does.`,
  );
});

Deno.test("an empty record, or one that nobody has coded, is not said to have known nothing", () => {
  strictEqual(howMany(0, 0, 0), "None of the things that are looked at here yet.");
  strictEqual(
    howMany(0, 0, 0, 0, true),
    "None of the things that are looked at here. That does not say that nothing was known.",
  );
  strictEqual(notRead({ unread: [3, 7] }, 2), "");
  strictEqual(notRead({}, 9), "");
  const one = "Of 1 contact so far nobody has said what it tells: it is not counted here.";
  strictEqual(notRead({ unread: [3, 7] }, 6), one);
  strictEqual(
    notRead({ unread: [3, 7] }, 7),
    "Of 2 contacts so far nobody has said what they tell: they are not counted here.",
  );
});

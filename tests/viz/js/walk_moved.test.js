import { deepStrictEqual, match, ok, strictEqual } from "node:assert";
import { DAY } from "../../../viz/js/dates.js";
import {
  compare,
  crossed,
  daysBetween,
  earlier,
  percent,
  sentences,
} from "../../../viz/js/walk/moved.js";
import { carries, suppose } from "../../../viz/js/walk/suppose.js";

// the surgery holds both things from days 10 and 20; Lantern none; a neighbour counts for nothing
const data = {
  formal: [1, 1, 0],
  order: [0, 1, 2],
  weights: [5, 5],
  rule: [2, 10, 3, 365 * DAY],
  end: [100 * DAY, 100 * DAY],
  incidents: [],
  spans: [[[0, 10 * DAY, null, 1, 20 * DAY, null], [0, 10 * DAY, null, 1, 20 * DAY, null]], [
    [],
    [],
  ], []],
  knows: [[0, 10 * DAY, 10 * DAY, 1, 20 * DAY, 20 * DAY], [], []],
  heard: [[], [], []],
  rows: [[[0, null, null], [], []], [[1, null, null], [], []]],
  have: [[0, 10 * DAY, 1, 20 * DAY], [], []],
};
// as the agencies' own screens count; a thing that ended is not among them
const stands = [[0, 10 * DAY, null, 1, 20 * DAY, null, 2, 5 * DAY, 15 * DAY], [], []];
const names = ["The surgery", "Lantern", "Neighbour"];
const day = (/** @type {number} */ minute) => `day ${Math.floor(minute / DAY)}`;
const real = suppose(data, []);

Deno.test("nothing moves while nothing is supposed", () => {
  const lines = compare(real, real, data.formal, stands, 50 * DAY);
  deepStrictEqual(lines.map(({ agency, things }) => [agency, things]), [[0, [2, 2]], [1, [0, 0]]]);
  ok(lines.every(({ added, crossing }) => !added.length && !earlier(...crossing)));
  const said = sentences({ count: 0, lines, real, supposed: real, names, day, by: "day 50" });
  match(said.join(" "), /This is what the records show/);
});

Deno.test("a supposed share moves what it gives, and only from its day on", () => {
  const supposed = suppose(data, [{ teller: 0, told: 1, minute: 30 * DAY }]);
  const before = compare(real, supposed, data.formal, stands, 29 * DAY)[1];
  const after = compare(real, supposed, data.formal, stands, 30 * DAY)[1];
  deepStrictEqual([before.things, after.things, after.added], [[0, 0], [0, 2], [0, 1]]);
  strictEqual(percent(after.share[1]), "100\u00a0%");
  const lines = compare(real, supposed, data.formal, stands, 30 * DAY);
  const said = sentences({ count: 1, lines, real, supposed, names, day, by: "day 30" }).join(" ");
  match(
    said,
    /With 1 share supposed, on day 30 Lantern would have held 2 more things \(2 instead of 0\)/,
  );
  match(said, /does not move/);
  ok(!/prevent|fail|should have|missed/.test(said));
});

Deno.test("what had ended is no thing that is held", () => {
  strictEqual(compare(real, real, data.formal, stands, 12 * DAY)[0].things[0], 2);
  strictEqual(compare(real, real, data.formal, stands, 15 * DAY)[0].things[0], 1);
});

Deno.test("a share carries what the teller certainly had by its minute, and what still stands", () => {
  const share = { teller: 0, told: 1, minute: 12 * DAY };
  deepStrictEqual(carries(data, share), [0]);
  deepStrictEqual(carries(data, { ...share, minute: 30 * DAY }), [0, 1]);
  const ended = { ...data, rows: [[[0, 11 * DAY, null], [], []], data.rows[1]] };
  deepStrictEqual(carries(ended, share), []);
});

Deno.test("days and shares in words", () => {
  strictEqual(crossed([5 * DAY, 5 * DAY], day), "day 5");
  strictEqual(crossed([5 * DAY + 9, 5 * DAY + 2], day), "day 5");
  strictEqual(crossed([5 * DAY, 3 * DAY], day), "by day 5, possibly from day 3");
  strictEqual(crossed([null, 3 * DAY], day), "possibly from day 3");
  strictEqual(crossed([null, null], day), "not by the end");
  strictEqual(percent([0.25, 0.5]), "25 to 50\u00a0%");
  strictEqual(percent(null), "nothing on any record yet");
  strictEqual(daysBetween(DAY, 3 * DAY + 5), 2);
  strictEqual(daysBetween(null, DAY), null);
});

/** @param {number} agency @param {number} more @param {number} before */
const line = (agency, more, before) => ({
  agency,
  things: /** @type {[number, number]} */ ([before, before + more]),
  share: /** @type {[null, null]} */ ([null, null]),
  crossing: /** @type {[[null, null], [null, null]]} */ ([[null, null], [null, null]]),
  added: Array.from({ length: more }, (_, n) => n),
});

/** @typedef {[number | null, number | null]} Since */
/** @param {number} at @returns {Since} */
const exact = (at) => [at, at];

/**
 * @param {number} agencies
 * @param {{agency: number, since: Since}} [best]
 * @param {Since} [was]
 * @param {Since[]} [others] when others crossed with what is supposed, from the last agency on
 */
const saidOf = (
  agencies,
  best = { agency: 0, since: exact(50 * DAY) },
  was = exact(50 * DAY),
  others = [],
) => {
  const named = Array.from({ length: agencies }, (_, n) => `Agency ${n}`);
  /** @param {number} agency @param {Since} since @param {Since[]} more */
  const crossed = (agency, since, more) => {
    const [first, ...rest] = [since, ...more].map(([, possible]) => possible);
    const from = rest.reduce(
      (a, b) => a === null || b !== null && b < a ? b : a,
      first,
    );
    return {
      ...real,
      best: { agency, since: /** @type {Since} */ ([since[0], from]) },
      crossings: named.map((_, n) =>
        n === agency ? since : more[agencies - 1 - n] ?? /** @type {Since} */ ([null, null])
      ),
    };
  };
  const one = crossed(was[0] === null ? -1 : 0, was, []);
  const two = crossed(best.agency, best.since, others);
  return sentences({
    count: 2,
    lines: named.map((_, agency) => line(agency, 20 - agency, agency)),
    real: one,
    supposed: two,
    names: named,
    day,
    by: "day 60",
  });
};

Deno.test("a room reads of the three that would have held most, and how many more there are", () => {
  strictEqual(
    saidOf(4)[0],
    "With 2 shares supposed, on day 60 Agency 0 would have held 20 more things (20 instead of 0), " +
      "Agency 1 19 more (20 instead of 1), Agency 2 18 more (20 instead of 2) and Agency 3 17 more " +
      "(20 instead of 3).",
  );
  const [first, second] = saidOf(9);
  match(first, /Agency 1 19 more \(20 instead of 1\) and Agency 2 18 more \(20 instead of 2\)\.$/);
  strictEqual(second, "6 more agencies would have held more; the table says how many.");
});

Deno.test("an agency that crosses earlier is not said to be earlier than itself", () => {
  match(
    saidOf(1, { agency: 0, since: exact(20 * DAY) })[1],
    /^Agency 0 would still have been the first single agency to cross the threshold, on day 20, 30 /,
  );
  match(
    saidOf(2, { agency: 1, since: exact(20 * DAY) })[1],
    /would have been Agency 1 on day 20, 30 days earlier than Agency 0 on day 50\.$/,
  );
});

Deno.test("a crossing of which dates leave the day open is said to be by a day, and no more", () => {
  /** @param {Since} now @param {Since} [was] */
  const said = (now, was) => saidOf(2, { agency: 1, since: now }, was)[1];
  const doubt = " Dates leave it open from day 10 on.";
  strictEqual(
    said([20 * DAY, 10 * DAY]),
    "The first single agency to cross the threshold would have been Agency 1 by day 20, 30 to 40 " +
      `days earlier than Agency 0 on day 50.${doubt}`,
  );
  strictEqual(
    said([20 * DAY, 10 * DAY], [50 * DAY, 15 * DAY]),
    "The first single agency to cross the threshold would have been Agency 1 by day 20, up to 40 " +
      `days earlier than Agency 0 by day 50.${doubt}`,
  );
  match(
    saidOf(1, { agency: 0, since: [20 * DAY, 10 * DAY] })[1],
    /^Agency 0 would still .* by day 20, 30 to 40 days earlier than on the records as they are\. D/,
  );
  strictEqual(
    said([20 * DAY, 10 * DAY], [null, 10 * DAY]),
    "The first single agency to cross the threshold would have been Agency 1 by day 20; on the " +
      `records as they are, no single agency certainly did.${doubt}`,
  );
  strictEqual(
    said([50 * DAY, 10 * DAY]),
    `The day by which a first single agency crossed the threshold does not move.${doubt}`,
  );
  // where none certainly did there is no day that could move
  const none =
    "On the records as they are, and with what is supposed, no single agency certainly " +
    "crossed the threshold";
  strictEqual(said([null, null], [null, null]), `${none}.`);
  strictEqual(said([null, 10 * DAY], [null, null]), `${none}.${doubt}`);
});

Deno.test("who was first is not said where others crossed on that day, or may have before it", () => {
  /** @param {Since[]} others @param {Since} [since] @param {Since} [was] */
  const said = (others, since = exact(20 * DAY), was = [null, null]) =>
    saidOf(7, { agency: 1, since }, was, others)[2];
  const none = "on the records as they are, no single agency certainly did.";
  strictEqual(
    said([exact(20 * DAY + 5), exact(60 * DAY)]),
    "The first single agencies to cross the threshold would have been Agency 1 and Agency 6 on day " +
      `20; ${none}`,
  );
  // by a whole year many do, and nobody hears all their names
  match(
    said(Array.from({ length: 5 }, () => exact(20 * DAY))),
    /would have been Agency 1, Agency 2, Agency 3 and 3 more on day 20;/,
  );
  strictEqual(
    said([[40 * DAY, 10 * DAY]], exact(20 * DAY), exact(50 * DAY)),
    "The first single agency certainly to cross the threshold would have been Agency 1 by day 20, " +
      "30 to 40 days earlier than Agency 0 on day 50. Dates leave it open from day 10 on.",
  );
});

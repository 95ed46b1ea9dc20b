import { deepStrictEqual, strictEqual } from "node:assert";
import {
  arrange,
  bandOfTeam,
  COUNT,
  drawn,
  inLife,
  LIFE_LANE,
  ordered,
  pile,
  reaches,
  shareOn,
  stack,
} from "../../../viz/js/lanes.js";
import { decode } from "../../../viz/js/data.js";
import { DAY } from "../../../viz/js/dates.js";

const BASE = 734000 * DAY;
const VICTIM = 64;
const CHILD = 128;

const raw = {
  v: 1,
  base: BASE,
  end: 400 * DAY,
  asAt: 0,
  scope: [null, null],
  death: [null, null],
  deathLabel: "",
  lanes: [
    ["police", "Police", 0, null, null, ["", "Response"], ""],
    ["friend", "Friend", 1, null, null, [""], ""],
    ["gp", "GP", 0, null, null, [""], ""],
  ],
  kinds: [["Contact", "contact"], ["Life", "routine", 1]],
  named: [["V", "victim"], ["C", "child"]],
  facts: [],
  ev: [
    [3, 0, CHILD, 0],
    [2, 1, VICTIM, 10 * DAY],
    [3, 0, VICTIM, 20 * DAY],
    [0, 0, VICTIM, 30 * DAY],
    [1, 0, VICTIM | CHILD, 40 * DAY],
    [1, 0, 0, 50 * DAY],
    [1, 0, VICTIM, null, null],
  ],
  rev: {},
  stances: [],
  shared: {},
  states: [],
  held: [],
  hows: [],
  evidence: [],
  parts: [],
  words: [],
  pooled: null,
  picture: [[], [], []],
  days: [],
  stories: [],
  passed: [],
};
const data = decode(raw);

Deno.test("lanes are ordered by their rows, agencies before others, ties as in the case", () => {
  const by = (/** @type {string} */ how, about = 0) =>
    ordered(data, { by: how, about }).map(({ lane }) => lane);
  deepStrictEqual(by("case"), [0, 2, 1]);
  deepStrictEqual(by("first"), [2, 0, 1]);
  deepStrictEqual(by("rows"), [0, 2, 1]);
  deepStrictEqual(by("first", 1), [2, 0, 1]);
  deepStrictEqual(by("first", 2), [2, 0, 1]);
  deepStrictEqual(by("rows", 2), [0, 2, 1], "one each: as in the case");
  deepStrictEqual(ordered(data, { by: "rows", about: 1 }).map(({ value }) => value), [3, 1, 1]);
  deepStrictEqual(ordered(data, { by: "first", about: 2 }).map(({ value }) => value), [0, 4, null]);
});

Deno.test("rows that name nobody of those chosen are left out, those of an enquiry never", () => {
  const rows = (/** @type {Parameters<typeof drawn>[1]} */ choice) => [...drawn(data, choice)];
  const none = new Set(/** @type {number[]} */ ([]));
  deepStrictEqual(rows({ about: 0, own: none, only: false }), [1, 1, 1, 1, 1, 1, 0]);
  deepStrictEqual(rows({ about: 2, own: none, only: false }), [1, 0, 0, 0, 1, 0, 0]);
  deepStrictEqual(rows({ about: 2, own: new Set([5]), only: false }), [1, 0, 0, 0, 1, 1, 0]);
  deepStrictEqual(rows({ about: 0, own: new Set([5, 6]), only: true }), [0, 0, 0, 0, 0, 1, 0]);
});

Deno.test("life events stand first, informal sources last under a line; a team has one band", () => {
  const what = { lanes: [0, 2, 1], unfolded: new Set([0]), life: true };
  const bands = arrange(data, what);
  deepStrictEqual(bands.map(({ lane, team }) => [lane, team]), [
    [LIFE_LANE, null],
    [0, null],
    [0, 0],
    [0, 1],
    [2, null],
    [1, null],
  ]);
  deepStrictEqual(bands.map(({ divided }) => divided), [false, true, false, false, false, true]);
  const names = bands.map((_, n) => n === 3 ? 70 : 20);
  strictEqual(pile(bands, { top: 38, free: 400, names }), 38 + 96 + 30 + 36 + 70 + 96 + 96);
  deepStrictEqual(bands.map(({ height }) => height), [96, 30, 36, 70, 96, 96]);
  bands.forEach((band, n) => {
    strictEqual(band.top, n ? bands[n - 1].top + bands[n - 1].height : 38);
  });
  pile(bands, { top: 0, free: 200, names });
  deepStrictEqual(bands.map(({ height }) => height), [50, 30, 36, 70, 50, 50]);
  deepStrictEqual([...bandOfTeam(data, bands)], [2, 3, 5, 4]);
  deepStrictEqual([...bandOfTeam(data, arrange(data, { ...what, lanes: [2] }))], [-1, -1, -1, 1]);
  deepStrictEqual([inLife(data, 1), inLife(data, 0)], [true, false]);
});

/** @param {number[]} places */
const points = (places) =>
  places.map((x, event) => ({ event, a: x - 1, b: x + 1, x, wide: false }));

Deno.test("what does not fit is counted, and nothing is drawn over another", () => {
  const { placed, more } = stack(points([100, 100, 100, 101, 102, 300]), 2, 5);
  deepStrictEqual(placed.map(({ event, level }) => [event, level]), [[0, 0], [5, 0]]);
  strictEqual(more.length, 1);
  deepStrictEqual(more[0].rows, [1, 2, 3, 4]);
});

Deno.test("every row is drawn or counted once, whatever falls where", () => {
  let seed = 7;
  const next = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let round = 0; round < 60; round++) {
    const rows = Array.from({ length: 120 }, (_, event) => {
      const x = next() * 600;
      const wide = next() < 0.2;
      const b = wide ? x + 20 + next() * 300 : x + 1;
      const a = wide ? x : x - 1;
      return { event, a, b, x: wide && next() < 0.5 ? (a + b) / 2 : x, wide };
    }).sort((p, q) => (p.wide ? p.a : p.x) - (q.wide ? q.a : q.x));
    const levels = 1 + (round % 4);
    const { placed, bars, more } = stack(rows, levels, 5);
    const all = [...placed.map(({ event }) => event), ...more.flatMap((one) => one.rows)];
    deepStrictEqual(all.toSorted((a, b) => a - b), rows.map((_, n) => n));
    strictEqual(bars.length, rows.filter(({ wide }) => wide).length);
    for (const { level } of [...placed, ...bars]) strictEqual(level >= 0 && level < levels, true);
    more.forEach((one, n) => {
      strictEqual(Math.round(one.until - one.x), COUNT);
      if (n) strictEqual(one.x >= more[n - 1].until, true, "counts do not cover each other");
    });
    for (const one of more) {
      const under = placed.filter(({ level, x, wide }) =>
        !wide && level === levels - 1 && x > one.x && x < one.until
      );
      deepStrictEqual(under, [], "a count covers no mark");
    }
  }
});

Deno.test("a date in doubt is a bar with its mark in the middle, a lasting one begins with it", () => {
  const view = { from: BASE, to: BASE + 100 * DAY, width: 1000, size: 5 };
  const spans = decode({
    ...raw,
    ev: [
      [0, 0, 0, 10 * DAY, 20 * DAY],
      [0, 0, 1, 10 * DAY, 0, 30 * DAY, 0],
      [0, 0, 0, 40 * DAY],
      [0, 0, 0, 50 * DAY, null],
    ],
  });
  deepStrictEqual(reaches(spans, [0, 1, 2, 3], view).map(({ a, b, x, wide }) => [a, b, x, wide]), [
    [100, 300, 200, true],
    [100, 300, 100, true],
    [400, 400 + 1439 / 144, 400 + 1439 / 288, false],
    [500, 1020, 500, true],
  ]);
});

Deno.test("a day without a time is no doubt, however near it is looked at", () => {
  const view = { from: BASE + 39 * DAY, to: BASE + 42 * DAY, width: 3000, size: 5 };
  const days = decode({ ...raw, ev: [[0, 0, 0, 40 * DAY], [0, 0, 0, 40 * DAY, 1440]] });
  const wide = reaches(days, [0, 1], view).map((one) => [one.event, one.wide]);
  deepStrictEqual(wide, [[1, true], [0, false]]);
});

Deno.test("the share on a day is what was reached by its end", () => {
  const points = /** @type {[number, number, number][]} */ ([
    [10 * DAY, 0.1, 0.1],
    [20 * DAY + 60, 0.25, 0.4],
  ]);
  deepStrictEqual([9, 10, 19, 20].map((day) => shareOn(points, day)), [
    "0%",
    "10%",
    "10%",
    "25–40%",
  ]);
});

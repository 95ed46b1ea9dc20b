import { deepStrictEqual, strictEqual } from "node:assert";
import { shareAt, suppose } from "../../../viz/js/walk/suppose.js";

/** Three agencies; the first has one row (fact 0 of weight 3, incident 0) from minute 10 on. */
const data = {
  formal: [1, 1, 1],
  order: [0, 1, 2],
  weights: [3, 2],
  rule: [2, 5, 3, 1440],
  end: [1000, 1000],
  incidents: [[10, 10]],
  spans: [[[0, 10, null], [0, 10, null]], [[1, 20, 60], [1, 20, 60]], [[], []]],
  knows: [[0, 10, 10], [1, 20, 20], []],
  heard: [[0, 10, 10], [], []],
  rows: [[[0, null, null], [0], []], [[1, 60, 60], [], []]],
  have: [[0, 10], [1, 20], []],
};

Deno.test("without a share it is what the records show", () => {
  const real = suppose(data, []);
  deepStrictEqual([...real.knows[1]], [[1, [20, 20]]]);
  deepStrictEqual(real.crossings, [[null, null], [null, null], [null, null]]);
  deepStrictEqual(real.pool, [20, 20]);
  strictEqual(real.best.agency, -1);
  strictEqual(shareAt(real, 1, 9), null);
  deepStrictEqual(shareAt(real, 1, 30), [2 / 5, 2 / 5]);
});

Deno.test("what is told is known from that minute, and the threshold moves", () => {
  const told = suppose(data, [{ minute: 30, teller: 0, told: 1 }]);
  deepStrictEqual(told.knows[1].get(0), [30, 30]);
  deepStrictEqual(told.crossings[1], [30, 30]);
  deepStrictEqual(told.best, { agency: 1, since: [30, 30] });
  deepStrictEqual(shareAt(told, 1, 30), [1, 1]);
  // what ends is told as long as it lasts
  deepStrictEqual(shareAt(told, 1, 60), [1, 1]);
  deepStrictEqual(shareAt(told, 0, 30), [3 / 5, 3 / 5]);
});

Deno.test("shares of one minute happen at once, and their order in the list means nothing", () => {
  const first = { minute: 30, teller: 0, told: 1 };
  strictEqual(suppose(data, [first, { minute: 30, teller: 1, told: 2 }]).knows[2].has(0), false);
  const later = { minute: 31, teller: 1, told: 2 };
  deepStrictEqual(suppose(data, [later, first]).knows[2].get(0), [31, 31]);
  deepStrictEqual(suppose(data, [later, first]), suppose(data, [first, later]));
});

Deno.test("of two that cross at once the one comes first that the case names first", () => {
  const spans = [...data.spans];
  spans[0] = spans[1] = [[0, 20, null, 1, 20, null], [0, 20, null, 1, 20, null]];
  // whatever their ids: those of a pack sort otherwise
  deepStrictEqual(suppose({ ...data, order: [2, 1, 0], spans }, []).best.agency, 0);
});

Deno.test("supposing changes nothing of the data", () => {
  const before = structuredClone(data);
  suppose(data, [{ minute: 30, teller: 0, told: 1 }, { minute: 40, teller: 1, told: 2 }]);
  deepStrictEqual(data, before);
});

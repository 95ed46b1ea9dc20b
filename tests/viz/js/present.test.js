import { deepStrictEqual, strictEqual } from "node:assert";
import { dayOfRow, decode } from "../../../viz/js/data.js";
import { DAY, dayOf } from "../../../viz/js/dates.js";
import { tally } from "../../../viz/js/matrix.js";
import { changedBy, share } from "../../../viz/js/present.js";
import { EVERY, names, pick, readSet, setInWords, writeSet } from "../../../viz/js/rowset.js";

const START = dayOf(2011, 5, 1) ?? 0;
const BASE = START * DAY;

const data = decode({
  v: 1,
  base: BASE,
  end: 100 * DAY,
  asAt: 50 * DAY,
  scope: [0, null],
  death: [null, null],
  deathLabel: "",
  lanes: [
    ["police", "Police", 0, 0, 90 * DAY, [""], ""],
    ["gp", "GP", 0, null, null, [""], ""],
    ["friend", "Friend", 1, null, null, [""], ""],
  ],
  kinds: [["Contact", "contact"], ["Assault", "incident"]],
  facts: [["f-1", "Threats", ""], ["f-2", "Weapon", ""]],
  ev: [
    [0, 1, 0, 10 * DAY],
    [1, 0, 0, 12 * DAY, 8 * DAY - 1],
    [1, 1, 8, 30 * DAY],
    [2, 0, 0, null, null],
    [0, 0, 0, 40 * DAY, null],
  ],
  rev: { 0: [0, 0], 4: [0, 0] },
  stances: ["disclosed"],
  shared: {},
  states: ["own", "told", "sent", "open", "possible", "denied", "ended"],
  held: [
    // the row of the tenth day is also the last that told of it when it lapsed
    [0, 0, [[11 * DAY - 1, 0, 0, 0], [60 * DAY, 6, 0, 0]]],
    [1, 1, [[12 * DAY, 4, 1, 0], [20 * DAY - 1, 0, 1, 0]]],
    [0, 1, [[20 * DAY - 1, 1, 1, 0, 0, 0]]],
  ],
  hows: ["Recorded here:"],
  evidence: [["unshared-1", [[0, 0], [0, 2]]], ["unshared-2", [[0, 1]]]],
  parts: ["Recorded:"],
  days: [],
  picture: [[], [], []],
  passed: [],
  stories: [[[], [], [], []], [[], [], [], []]],
  words: [],
  pooled: null,
});
const who = ["Ann", "Ann (mentioned), Joe Ann", "", "Joe", "Ann, Joe"];
const text = ["He hit her neck", "Seen for a NECK pain", "nothing", "neck", "x"];
const context = /** @type {any} */ ({
  data,
  rows: {
    list: text.map((textContent) => ({ textContent })),
    plain: (/** @type {number} */ n) => who[n],
  },
});

Deno.test("a set goes into an address and comes out of it", () => {
  const set = { words: "a&b=c “d”", person: "O’Neil, Mary", from: "1/5/2011" };
  deepStrictEqual(readSet(writeSet(set)), set);
  strictEqual(writeSet({ words: "", kind: "" }), EVERY);
  deepStrictEqual(readSet(EVERY), {});
  deepStrictEqual(readSet("%E0%A4%A&evil=1"), {});
});

Deno.test("a set picks its rows in the order of the data", () => {
  const of = (/** @type {string} */ spec) => pick(context, readSet(spec));
  deepStrictEqual(of(EVERY), [0, 1, 2, 3, 4]);
  deepStrictEqual(of("shape=incident"), [0]); // the third is not coded
  deepStrictEqual(of("kind=Contact"), [1, 3, 4]);
  deepStrictEqual(of("source=gp"), [1, 2]);
  deepStrictEqual(of("uncoded=1"), [2]);
  deepStrictEqual(of("person=Ann"), [0, 1, 4]);
  deepStrictEqual(of("line=unshared-1"), [0, 2]);
  deepStrictEqual(of("cited=1"), [0, 1, 2]);
  deepStrictEqual(of("fact=0"), [0, 4]);
  deepStrictEqual(of("words=NECK"), [0, 1, 3]);
  deepStrictEqual(of("words=neck&source=gp"), [1]);
  deepStrictEqual(of("line=gone"), []);
});

Deno.test("what may fall on a day is not left out", () => {
  const of = (/** @type {string} */ spec) => pick(context, readSet(spec));
  // row 1 lies between 13 and 20 May, row 3 anywhere, row 4 from 10 June on
  deepStrictEqual(of("from=20/5/2011&to=21/5/2011"), [1, 3]);
  deepStrictEqual(of("from=21/5/2011&to=22/5/2011"), [3]);
  deepStrictEqual(of("from=1/1/2015"), [3, 4]);
  deepStrictEqual(of("to=12/5/2011"), [0, 3]);
});

Deno.test("a name is a whole name", () => {
  strictEqual(names("Ann (mentioned), Joe", "Ann"), true);
  strictEqual(names("Joe Ann", "Ann"), false);
  strictEqual(names("Smith, A, Joe", "Smith, A"), true);
});

Deno.test("sets in words", () => {
  const say = (/** @type {string} */ spec) => setInWords(context, readSet(spec));
  strictEqual(say(EVERY), "Every row");
  strictEqual(say("shape=incident"), "Incidents");
  strictEqual(say("source=gp&words=neck"), "Rows of GP and with the words “neck”");
  strictEqual(say("from=1/5/2011"), "Rows that may be from 1 May 2011");
});

Deno.test("the day of a row is the last that it can be of", () => {
  deepStrictEqual([0, 1, 2].map((n) => dayOfRow(data, n)), [START + 10, START + 19, START + 30]);
  strictEqual(dayOfRow(data, 3), null);
  strictEqual(dayOfRow(data, 4), START + 40); // open: since then
});

Deno.test("what a row changed is what it brought, not what lapsed later", () => {
  deepStrictEqual(changedBy(data, 0), [{ fact: 0, lane: 0, state: "own", before: "" }]);
  deepStrictEqual(changedBy(data, 1), [
    { fact: 0, lane: 1, state: "told", before: "" },
    { fact: 1, lane: 1, state: "own", before: "" },
  ]);
  deepStrictEqual(changedBy(data, 2), []);
  deepStrictEqual(changedBy(data, 3), []);
});

Deno.test("a share claims no more than the records can bear", () => {
  const at = (/** @type {number} */ lane, /** @type {number} */ day) =>
    share(data, lane, START + day, tally(data, START + day));
  strictEqual(at(0, 5), "0 of 0");
  strictEqual(at(0, 10), "1 of 1");
  strictEqual(at(1, 10), "cannot tell");
  strictEqual(at(1, 13), "cannot tell, possibly 1");
  strictEqual(at(1, 25), "at least 2 of 2");
});

import { deepStrictEqual, strictEqual, throws } from "node:assert";
import { decode, holding, LASTING, LIFE } from "../../../viz/js/data.js";
import { DAY } from "../../../viz/js/dates.js";
import { heldBy, knewSentence, tally } from "../../../viz/js/matrix.js";

const BASE = 734000 * DAY;

const raw = {
  v: 1,
  base: BASE,
  end: 100 * DAY,
  asAt: 50 * DAY,
  scope: [0, null],
  death: [null, null],
  deathLabel: "",
  lanes: [
    ["police", "Police", 0, 0, 90 * DAY, ["", "Response"], ""],
    ["gp", "GP", 0, null, null, [""], ""],
    ["friend", "Friend", 1, null, null, [""], ""],
  ],
  kinds: [["Contact", "contact"], ["Life", "routine", 1]],
  named: [["Adult V", "victim"], ["Child C", "child"]],
  facts: [["f-1", "Threats", "", 5], ["f-2", "Weapon", "", 4]],
  ev: [
    [0, 0, 0, 0],
    [1, 0, 0, 10, null],
    [2, 0, 0, null, 20],
    [3, 0, 0, null, null],
    [1, 1, 1 + 64 * 2, 5, 1439, 50, 1439],
  ],
  rev: { 0: [0, 0] },
  stances: ["disclosed"],
  shared: { 0: [5, 4] },
  states: ["own", "told", "sent", "open", "possible", "denied"],
  held: [
    [0, 0, [[10 * DAY, 4, 0, 0], [20 * DAY, 0, 0, 0]]],
    [0, 1, [[30 * DAY, 2, 0, 0]]],
    [1, 2, [[5 * DAY, 0, 1, 0]]],
  ],
  hows: ["Recorded here:"],
  evidence: [["unshared-1", [[0, 2, 3], [1, 4]]]],
  parts: ["Recorded:", "Contact:"],
  about: [[5, [1, 0], [0], [1], [3]]],
  words: [],
  pooled: null,
  days: [734000, 5, 20],
  picture: [[0, 0, 50, 2, 33, 33], [1, 67, 100], []],
  passed: [[0, 1, 1, -2, 0], [4, -1, 1, 2, 1]],
  stories: [[[0], [0, 1], [0, 0, 2, 0, 0, 2], [0]], [[], [], [], []]],
  gaps: ["no record that it was shared"],
  ways: ["sent", "minutes"],
};

Deno.test("open sides, moments and spans are read back", () => {
  const data = decode(raw);
  deepStrictEqual([data.low[0], data.high[0]], [BASE, BASE + 1439]);
  deepStrictEqual([data.low[1], data.high[1]], [BASE + 10, Infinity]);
  deepStrictEqual([data.low[2], data.high[2]], [-Infinity, BASE + 20]);
  deepStrictEqual([data.low[3], data.high[3]], [-Infinity, Infinity]);
  deepStrictEqual([data.low[4], data.high[4]], [BASE + 5, BASE + 50 + 1439]);
  deepStrictEqual(data.shares(0), [{ team: 2, received: true }, { team: 2, received: false }]);
});

Deno.test("a row says whom it names and whether it is of somebody's life", () => {
  const data = decode(raw);
  deepStrictEqual([...data.names], [0, 0, 0, 0, 2]);
  deepStrictEqual([data.flags[0], data.flags[4]], [0, LASTING | LIFE]);
  deepStrictEqual(decode({ ...raw, named: undefined }).named, []);
});

Deno.test("another version is refused by name", () => {
  throws(() => decode({ ...raw, v: 2 }), /different versions/);
});

Deno.test("a cell is what had been reached by the end of that day", () => {
  const data = decode(raw);
  const on = (/** @type {number} */ day, fact = 0, lane = 0) =>
    holding(data, fact, lane, 734000 + day).state;
  deepStrictEqual([on(9), on(10), on(19), on(20), on(99)], [
    "none",
    "possible",
    "possible",
    "own",
    "own",
  ]);
  strictEqual(on(95, 1), "cannot", "after what the chronology covers");
  strictEqual(on(9, 0, 1), "cannot", "nobody said what it covers");
  strictEqual(on(30, 0, 1), "sent");
});

Deno.test("what was known is followed to the day of the fatal incident, and no further", () => {
  const data = decode({ ...raw, death: [60 * DAY, 61 * DAY] });
  data.steps(0, 0).push({ minute: BASE + 70 * DAY, state: "ended", chain: [] });
  const on = (/** @type {number} */ day) => holding(data, 0, 0, 734000 + day).state;
  deepStrictEqual([on(60), on(61), on(75), on(99)], ["own", "own", "own", "own"]);
  strictEqual(holding(data, 1, 0, 734099).state, "none", "not the end of what is covered");
  strictEqual(
    knewSentence(data, 734075).split(" one agency")[0],
    "On 31 October 2010, as at the fatal incident,",
  );
});

Deno.test("what may stand on another's record is said of that one", () => {
  const data = decode(raw);
  data.steps(0, 1).splice(0, 1, { minute: BASE + 15 * DAY, state: "possible", chain: [] });
  strictEqual(
    knewSentence(data, 734025).split(": ")[1],
    "those of Police. Possibly also on the records of GP.",
  );
});

Deno.test("what is sent, or held by friends, is not counted as held by agencies", () => {
  const data = decode(raw);
  deepStrictEqual(tally(data, 734050), {
    held: [1, 0, 1],
    maybe: [0, 1, 0],
    known: 1,
    doubtful: 0,
  });
  strictEqual(
    knewSentence(data, 734575),
    "On 14 March 2012 one agency’s records held 1 thing about this family: those of Police. " +
      "No record of another agency shows any.",
  );
  strictEqual(
    heldBy(data, 1, 734575),
    "What GP held on that day cannot be told from these records.",
  );
});

Deno.test("the share of the pooled picture is read back, from which day on", () => {
  const data = decode(raw);
  deepStrictEqual(data.pictureShare(0), [
    [734000 * DAY, 0, 0.5],
    [734025 * DAY, 0.33, 0.33],
  ]);
  deepStrictEqual(data.pictureShare(1), [[734005 * DAY, 0.67, 1]]);
  deepStrictEqual(data.pictureShare(2), []);
});

Deno.test("a fact's story names rows, teams and agencies, and where a record is missing", () => {
  const story = decode(raw).story(0);
  deepStrictEqual(story.firsts, [0]);
  deepStrictEqual(story.shares[0], {
    row: 0,
    receipt: 1,
    giver: { lane: 0, team: 1 },
    taker: { lane: 1, team: null },
    how: "sent",
  });
  strictEqual(story.shares[1].receipt, -1);
  deepStrictEqual(story.gaps, [{
    finding: "unshared-1",
    from: 0,
    to: 2,
    words: "no record that it was shared",
    fromRow: 0,
    toRow: 2,
  }]);
  deepStrictEqual(story.findings, ["unshared-1"]);
});

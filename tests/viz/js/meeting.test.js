import { deepStrictEqual } from "node:assert";
import { decode } from "../../../viz/js/data.js";
import { DAY } from "../../../viz/js/dates.js";
import { absent } from "../../../viz/js/meeting.js";

const BASE = 734000 * DAY;
/** @param {string} id @param {number} informal */
const lane = (id, informal = 0) => [id, id, informal, 0, 90 * DAY, [""], ""];

const data = decode({
  v: 1,
  base: BASE,
  end: 100 * DAY,
  asAt: 50 * DAY,
  scope: [0, null],
  death: [null, null],
  deathLabel: "",
  lanes: [lane("police"), lane("gp"), lane("csc"), lane("friend", 1)],
  kinds: [["Meeting", "meeting"]],
  facts: [["f-0", "Threats", ""], ["f-1", "Weapon", ""], ["f-2", "Debt", ""]],
  ev: [[0, 0, 0, 40 * DAY]],
  rev: {},
  stances: [],
  shared: {},
  meet: { 0: [[0], [1]] },
  states: ["own", "possible"],
  held: [
    [0, 0, [[10 * DAY, 0, 0, 0]]],
    [0, 1, [[10 * DAY, 0, 0, 0]]],
    [1, 1, [[20 * DAY, 0, 0, 0]]],
    [2, 1, [[60 * DAY, 0, 0, 0]]],
    [2, 2, [[10 * DAY, 1, 0, 0]]],
    [2, 3, [[10 * DAY, 0, 0, 0]]],
  ],
  hows: ["Recorded here:"],
  evidence: [],
  parts: [],
  words: [],
  pooled: null,
  days: [734000],
  picture: [[], [], [], []],
  passed: [],
  stories: [],
  gaps: [],
  ways: [],
});

Deno.test("those who were not there, with what nobody there held", () => {
  const meeting = data.meeting(0);
  deepStrictEqual(meeting, { there: [0], invited: [1] });
  const day = (BASE + 40 * DAY) / DAY;
  deepStrictEqual(meeting && absent(data, meeting, day), [
    { lane: 1, invited: true, held: [0, 1], alone: [1] },
  ]);
});

Deno.test("a possible holding is not counted, and an informal source never asked for", () => {
  const day = (BASE + 70 * DAY) / DAY;
  deepStrictEqual(
    absent(data, { there: [0, 1], invited: [] }, day),
    [],
  );
});

import { deepStrictEqual, strictEqual } from "node:assert";
import { DAY } from "../../../viz/js/dates.js";
import { listed } from "../../../viz/js/dom.js";
import { afterLast, sinceLast } from "../../../viz/js/walk/gap.js";
import { fitted, lanes, onLines } from "../../../viz/js/walk/whatif.js";

const day = (/** @type {number} */ minute) => `${Math.floor(minute / DAY)} May`;
const on = (/** @type {number} */ at) => ({ when: `${at} May, 22:40`, minute: at * DAY + 60 });
const vague = { when: "Autumn 2015", minute: 300 * DAY };

Deno.test("what lies between two contacts is said where it is long, and both are days", () => {
  strictEqual(afterLast(on(0), on(30), day), "");
  strictEqual(afterLast(on(0), on(213), day), "About 7 months after the contact before.");
  // a first contact comes after nothing; the day of the one may be any of a season
  strictEqual(afterLast(undefined, on(213), day), "");
  strictEqual(afterLast(on(0), vague, day), "");
  strictEqual(afterLast(vague, on(400), day), "At least 3 months after the contact before.");
});

Deno.test("a stop says since when nothing came", () => {
  strictEqual(sinceLast(on(0), 20 * DAY, day), "");
  strictEqual(
    sinceLast(vague, 365 * DAY, day),
    "No further contact has come on this screen since the last one (Autumn 2015): at least 2 months.",
  );
  strictEqual(
    sinceLast(on(0), 92 * DAY, day),
    "No further contact has come on this screen since 0 May: about 3 months.",
  );
  strictEqual(sinceLast(undefined, 365 * DAY, day), "");
});

Deno.test("names with commas of their own stand apart", () => {
  strictEqual(listed(["A", "B", "C"]), "A, B and C");
  strictEqual(listed(["A, B and Partners", "C", "D"]), "A, B and Partners; C; and D");
  strictEqual(listed(["A, B and Partners"]), "A, B and Partners");
});

Deno.test("a long name fits the drawing, and ends with a word", () => {
  strictEqual(fitted("Tolland Homes", 240), "Tolland Homes");
  const long = fitted("The Chief Constable's Force for the Counties of Westmarch (Command)", 300);
  strictEqual(long, "The Chief Constable's Force for the…");
});

Deno.test("a name that is longer than its place stands on two lines", () => {
  deepStrictEqual(onLines("School", 100, 8), ["School"]);
  deepStrictEqual(onLines("Northshire Healthcare Trust", 160, 8), [
    "Northshire",
    "Healthcare Trust",
  ]);
  const [first, second] = onLines("The Chief Constable's Force for the Counties of West", 160, 8);
  deepStrictEqual([first, second], ["The Chief", "Constable's Force…"]);
  deepStrictEqual(onLines("W".repeat(60), 160, 8), [`${"W".repeat(19)}…`]);
});

Deno.test("lanes take what a screen has, and never less than two lines of a name", () => {
  const names = Array(11).fill("Children's Social Care");
  const laptop = lanes(names, 586, 13.6, 768);
  deepStrictEqual(laptop, { lane: 29, left: 185 });
  deepStrictEqual(lanes(names, 586, 25.5, 768).left, 0);
  deepStrictEqual(lanes(names, 1200, 25.5, 768).lane, 54);
  deepStrictEqual(lanes(names, 800, 17, 1080).lane, 41);
});

Deno.test("of what may have come later nobody says how long ago it was", () => {
  const since = { when: "Since 0 May", minute: 0, doubt: true };
  strictEqual(sinceLast(since, 92 * DAY, day), "");
  strictEqual(afterLast(since, on(92), day), "");
  strictEqual(afterLast(on(0), { ...on(92), doubt: true }, day), "");
});

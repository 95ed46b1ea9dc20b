import { deepStrictEqual, strictEqual } from "node:assert";
import { DAY, dayOf, inWords, partsOf, readDay, ticks, toIso } from "../../../viz/js/dates.js";

Deno.test("a day is read day first, in the ways people write it", () => {
  const day = dayOf(2012, 3, 14);
  for (
    const text of [
      "14 March 2012",
      "14/3/2012",
      "14.03.12",
      "14-3-2012",
      "2012-03-14",
      "14th mar 2012",
      " 14 MARCH 2012 ",
    ]
  ) strictEqual(readDay(text), day, text);
});

Deno.test("what is no day is not guessed", () => {
  for (const text of ["", "31/2/2012", "3/14/2012", "March 2012", "14 Marzo 2012", "soon"]) {
    strictEqual(readDay(text), null, text);
  }
});

Deno.test("days count from 1 January of the year 1, as in Python", () => {
  strictEqual(dayOf(1, 1, 1), 0);
  strictEqual(dayOf(1970, 1, 1), 719162);
  deepStrictEqual(partsOf(734575), [2012, 3, 14]);
  strictEqual(inWords(734575), "14 March 2012");
  strictEqual(toIso(734575), "2012-03-14");
});

Deno.test("ticks are British and within the window", () => {
  const first = (dayOf(2009, 1, 5) ?? 0) * DAY;
  const last = (dayOf(2012, 11, 30) ?? 0) * DAY;
  const years = ticks(first, last, 6);
  deepStrictEqual(years.map((tick) => tick.label), ["2010", "2011", "2012"]);
  const near = ticks(first, first + 5 * DAY, 8);
  strictEqual(near[0].label, "5 Jan 2009");
  for (const tick of [...years, ...near]) strictEqual(tick.minute >= first, true);
});

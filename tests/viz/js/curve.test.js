import { deepStrictEqual, strictEqual } from "node:assert";
import { band, changes, curveName } from "../../../viz/js/curve.js";
import { DAY } from "../../../viz/js/dates.js";

/** @type {import("../../../viz/js/data.js").Pooled} */
const pooled = {
  points: [[10 * DAY, 2, 3, 2, 2], [12 * DAY + 5, 6, 6, 2, 4]],
  informal: [[11 * DAY, 4, 4]],
  poolDay: null,
  bestDay: null,
  unit: "weight",
  alone: false,
};

Deno.test("a band goes forth along its upper side in steps, and back along its lower", () => {
  const same = (/** @type {number} */ n) => n;
  strictEqual(band([[0, 1, 2], [5, 3, 4]], same, same, 9), "M0 2H5V4H9V3H5V1H0z");
  strictEqual(band([], same, same, 9), "");
});

Deno.test("the table carries on what did not change, and never adds the informal to the rest", () => {
  deepStrictEqual(changes(pooled), [
    { day: 10, all: "2 to 3", one: "2", near: "0" },
    { day: 11, all: "2 to 3", one: "2", near: "4" },
    { day: 12, all: "6", one: "2 to 4", near: "4" },
  ]);
});

Deno.test("with one agency there is no together and no any one", () => {
  strictEqual(curveName({ ...pooled, alone: true, informal: [] }), "Known to the one agency (A)");
});

import { deepStrictEqual } from "node:assert";
import { inOrder, readFirst } from "../../../viz/js/walk/reveal.js";

/** @param {number} seat @param {[number, string][]} things @returns {any} */
const held = (seat, things) => ({
  seat,
  says: "",
  things: things.map(([fact, state]) => ({ fact, state, how: "" })),
  rows: [],
  inAll: 0,
});
/** @type {any} */
const all = {
  seats: ["own", "writer", "loud", "louder", "quiet", "victim"].map((id) => ({
    id,
    name: id,
    kind: id === "victim" ? "victim" : "agency",
  })),
  facts: [5, 5, 4, 4, 5].map((weight) => ({ words: "", weight })),
};
const SURE = "certain";
const seats = [
  held(0, [[0, SURE]]),
  held(1, []),
  held(2, [[0, SURE], [2, SURE], [3, SURE]]),
  held(3, [[0, SURE], [2, SURE], [3, SURE], [4, "possible"]]),
  held(4, [[4, SURE]]),
  held(5, [[0, SURE], [4, SURE]]),
];

Deno.test("a seat with what the summary names is open, though others held more", () => {
  const { order, open } = inOrder(all, seats, 0, [1], [4]);
  deepStrictEqual(order.map(({ seat }) => seat).slice(0, 3), [0, 1, 4]);
  deepStrictEqual(open, 3);
});

Deno.test("what the room's own seat or the writer held opens nobody else", () => {
  const { order, open } = inOrder(all, seats, 0, [1], [0]);
  deepStrictEqual(order.map(({ seat }) => seat).slice(0, 3), [0, 1, 2]);
  deepStrictEqual(open, 2);
});

Deno.test("one seat that held two of them is enough, and what only may have been held is not", () => {
  const more = [...seats.slice(0, 4), held(4, [[4, SURE], [1, SURE]]), held(5, [[1, SURE]])];
  const { open } = inOrder(all, more, 0, [1], [1, 4]);
  deepStrictEqual(open, 3);
  deepStrictEqual(inOrder(all, seats, 3, [1], [4]).open, 3);
});

Deno.test("four things of a seat are read first, one alone is not folded, what is named never", () => {
  /** @param {number} number @returns {any} */
  const things = (number) => held(0, Array.from({ length: number }, (_, n) => [n, SURE])).things;
  deepStrictEqual([0, 4, 5, 6, 12].map((n) => readFirst(things(n), [])), [0, 4, 5, 4, 4]);
  deepStrictEqual(readFirst(things(12), [1, 6]), 7);
  deepStrictEqual(readFirst(things(12), [10]), 12);
  deepStrictEqual(readFirst(things(12), [99]), 4);
});

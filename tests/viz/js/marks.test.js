import { strictEqual } from "node:assert";
import { mark, SHAPES } from "../../../viz/js/marks.js";

Deno.test("every kind has a shape of its own", () => {
  const drawn = new Set(SHAPES.map((shape) => mark(shape, 10, 10, 5)));
  strictEqual(drawn.size, SHAPES.length);
  for (const path of drawn) strictEqual(/^M[-\d. ]+[^N]*z$/.test(path), true, path);
});

import { deepStrictEqual, strictEqual } from "node:assert";
import { readFragment, Store, writeFragment } from "../../../viz/js/state.js";

const usual = { view: "overview", at: 734575, sel: "", present: "" };

Deno.test("a view goes into the address and comes out of it", () => {
  const state = { view: "knew", at: 734575, sel: "e-0a&b=c#d", present: "words=a%26b" };
  deepStrictEqual(readFragment(writeFragment(state), usual), state);
});

Deno.test("an address that nobody wrote leaves the usual", () => {
  for (const text of ["", "#", "#view=nowhere&at=31/2/2012", "#%E0%A4%A"]) {
    deepStrictEqual(readFragment(text, usual), usual, text);
  }
});

Deno.test("a bare id is a selection, a bare view a view", () => {
  strictEqual(readFragment("#e-12", usual).sel, "e-12");
  strictEqual(readFragment("#timeline", usual).view, "timeline");
});

Deno.test("listeners hear of a change once, and of no change never", () => {
  let heard = 0;
  const store = new Store(usual, () => heard++);
  store.listen(() => heard++);
  store.set({ view: "overview" });
  strictEqual(heard, 0);
  store.set({ sel: "e-1" });
  strictEqual(heard, 2);
  store.set({ sel: "" }, false);
  strictEqual(heard, 3);
});

/**
 * The keys of a presenter, and the list of them.
 * @module
 */

import { h } from "../dom.js";
import { covered } from "./pause.js";
import { maySuppose } from "./reveal.js";
import { sizeOf, takeSize } from "./size.js";
import { warned } from "./state.js";

/** @typedef {import("./walk.js").Context} Context */

const EVERYWHERE = [
  ["Right arrow", "on: the next contact, the reveal, the next moment"],
  ["Left arrow", "back"],
  ["Page Down or space", "reads on down the screen, then goes on"],
  ["Page Up", "reads back up the screen, then goes back"],
  ["Esc or full stop", "pause: a calm, blank screen"],
  ["Tab, Shift + Tab", "to the next and the previous control"],
  ["F5", "full screen"],
];
const LETTERS = [
  ["F", "the facilitator’s view, and back"],
  ["W", "what if (once the last moment has been revealed), and back"],
  ["L", "larger text, largest text (for the back of a room), and as usual again"],
  ["?", "this list"],
];

/** @param {Context} context */
export function keys(context) {
  const { root, frame } = context;
  letGo(root);
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    if (covered(root)) {
      // what lies over the page is gone on from by its own buttons, not by a key too many
      if (["PageDown", "PageUp", "F5"].includes(key)) event.preventDefault();
      return;
    }
    const at = target instanceof Element ? target : null;
    const writing = at?.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    const choosing = at?.matches("input[type=radio]");
    /** @type {Record<string, () => void>} */
    const ways = { Escape: () => context.pause() };
    if (!writing) {
      ways.F5 = () => fullScreen(frame); // the "start" of many a remote
      ways["."] = ways.Escape; // and its "black screen"
      if (!choosing) {
        ways.ArrowRight = () => context.step(1);
        ways.ArrowLeft = () => context.step(-1);
      }
      if (rest(frame) <= 4) ways.PageDown = () => context.step(1);
      if (frame.scrollTop <= 4) ways.PageUp = () => context.step(-1);
      if (context.letters) {
        ways.f = ways.F = () => toggle(context, "trainer");
        ways.w = ways.W = () => {
          if (context.state.stage === "whatif" || maySuppose(context)) toggle(context, "whatif");
        };
        ways.l = ways.L = () => takeSize(context, sizeOf(frame) + 1);
        ways["?"] = () => help(context);
      } else delete ways["."];
    }
    // on a control, space and Enter are its own
    const plain = !at?.closest("button, input, textarea, select, summary, a");
    if (plain && rest(frame) <= 4) ways[" "] = () => context.step(1);
    const way = ways[key];
    if (!way) return;
    event.preventDefault();
    way();
  });
}

/**
 * What was chosen with the mouse gives the keyboard back: the next arrow of a presenter goes on, and
 * does not quietly choose another answer. Who chooses by key keeps the choice under the keys.
 * @param {HTMLElement} root
 */
function letGo(root) {
  let pointer = false;
  addEventListener("pointerdown", () => pointer = true, true);
  addEventListener("keydown", () => pointer = false, true);
  root.addEventListener("change", ({ target }) => {
    if (pointer && target instanceof HTMLInputElement && target.type === "radio") target.blur();
  });
}

/** How much of the page stands below what can be seen. @param {HTMLElement} frame */
const rest = (frame) => frame.scrollHeight - frame.clientHeight - frame.scrollTop;

/**
 * To the facilitator's view or to what if, and back to where the room was.
 * @param {Context} context
 * @param {"trainer" | "whatif"} stage
 */
export function toggle(context, stage) {
  const { state } = context;
  if (warned(state)) return;
  if (state.stage === stage) context.set({ stage: state.from });
  else {
    const side = state.stage === "trainer" || state.stage === "whatif";
    context.set({ stage, from: side ? state.from : state.stage });
  }
}

/** @param {HTMLElement} frame */
export function fullScreen(frame) {
  if (document.fullscreenElement) document.exitFullscreen();
  else frame.requestFullscreen?.().catch(() => {});
}

/** @param {Context} context */
export function help(context) {
  /** @param {string[][]} list */
  const listed = (list) =>
    h(
      "dl",
      {},
      ...list.map(([key, does]) => h("div", {}, h("dt", {}, key), h("dd", {}, does))),
    );
  const letters = h("input", {
    type: "checkbox",
    checked: context.letters,
    onchange: () => context.letters = letters.checked,
  });
  const box = h(
    "dialog",
    { class: "help", "aria-labelledby": "h-keys" },
    h("h2", { id: "h-keys", tabindex: -1, autofocus: true }, "What the keys do"),
    listed(EVERYWHERE),
    h("h3", {}, "Single keys"),
    listed(LETTERS),
    h(
      "p",
      {},
      h("label", { class: "check" }, letters, "Single keys work (the full stop too)"),
    ),
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "button", onclick: () => box.close() }, "Close"),
    ),
  );
  box.addEventListener("close", () => box.remove());
  context.root.append(box);
  box.showModal();
}

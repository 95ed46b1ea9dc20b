/**
 * A calm, blank screen for as long as anybody wants it, and a way out that asks once and keeps
 * nothing.
 * @module
 */

import { h } from "../dom.js";
import { saveAnswers } from "./files.js";
import { atFirst } from "./state.js";

/** @typedef {import("./walk.js").Context} Context */

/** Whether something lies over the page. @param {HTMLElement} root */
export const covered = (root) => root.querySelector(":scope > .calm") !== null;

/**
 * Put something over the whole page; all else is out of reach until it goes.
 * @param {Context} context
 * @param {string} name
 * @param {(Node | string)[]} parts
 * @returns {() => void} takes it away again
 */
function cover({ root, frame }, name, parts) {
  const from = document.activeElement;
  const box = h(
    "div",
    { class: "calm", role: "dialog", "aria-modal": "true", "aria-label": name },
    h("div", {}, ...parts),
  );
  root.querySelector(":scope > .calm")?.remove();
  for (const other of root.children) other.toggleAttribute("inert", true);
  root.append(box);
  frame.classList.add("covered");
  box.querySelector("button")?.focus();
  return () => {
    box.remove();
    for (const other of root.children) other.toggleAttribute("inert", false);
    frame.classList.remove("covered");
    if (from instanceof HTMLElement && from.isConnected && from.checkVisibility()) from.focus();
    else root.querySelector("h2")?.focus();
  };
}

/** @param {string} text @param {() => void} go */
const button = (text, go) => h("button", { type: "button", onclick: go }, text);

/** @param {Context} context */
export function pausing(context) {
  const running = context.clock.running;
  context.clock.stop();
  const uncover = cover(context, "Paused", [
    h("p", { class: "calm-word" }, "Paused"),
    h(
      "p",
      { class: "buttons" },
      button("Go on", () => {
        uncover();
        if (running) context.clock.start();
      }),
      button("Leave", () => {
        uncover();
        leaving(context);
      }),
    ),
  ]);
}

/** @param {Context} context */
export function leaving(context) {
  const { answers } = context;
  const unsaved = !answers.saved;
  const uncover = cover(context, "Leave the session", [
    h("p", { class: "calm-word" }, "Leave the session?"),
    h(
      "p",
      {},
      unsaved
        ? "The room’s answers have not been saved. Leaving clears them from this page."
        : "Leaving clears this page.",
    ),
    h(
      "p",
      { class: "buttons" },
      button("Stay", () => uncover()),
      unsaved && button("Save the answers, then leave", () => {
        saveAnswers(context);
        left();
      }),
      button(unsaved ? "Leave and clear the answers" : "Leave", () => left()),
    ),
  ]);
  const left = () => {
    uncover();
    answers.clear();
    context.clock.reset();
    context.supposed.clear();
    context.lookedAt = null;
    context.revealed.clear();
    // a page that was sealed is sealed again
    if (context.walk.sealed) context.walk.reveal = null;
    context.state = atFirst(context.walk);
    const again = cover(context, "You have left the session", [
      h("p", { class: "calm-word" }, "You have left the session"),
      h("p", {}, "Nothing that was written is in this page any more. It can be closed."),
      h(
        "p",
        { class: "buttons" },
        button("Begin again", () => {
          again();
          // not at "Leave", which was chosen last: one key more would ask again
          context.main.querySelector("h2")?.focus();
        }),
      ),
    ]);
    // what was on the screen goes too, not only what lies over it
    context.draw();
  };
}

/**
 * Brings the walkthrough to life: one screen at a time, and of every seat only what it held.
 * @module
 */

import { DAY, inWords } from "../dates.js";
import { h, slot } from "../dom.js";
import { Answers } from "./answers.js";
import { Clock } from "./clock.js";
import { decide } from "./decide.js";
import { keys } from "./keys.js";
import { opening, seats } from "./opening.js";
import { leaving, pausing } from "./pause.js";
import { closing, end, intro, record, together } from "./play.js";
import { reveal } from "./reveal.js";
import { atFirst, screenOf, screensOf, step, warned } from "./state.js";
import { tools } from "./tools.js";
import { trainer } from "./trainer.js";
import { whatIf } from "./whatif.js";

/** @typedef {import("./data.js").Walk} Walk */
/** @typedef {import("./state.js").State} State */
/**
 * What every screen has to hand.
 * @typedef {object} Context
 * @property {Walk} walk
 * @property {HTMLElement} root
 * @property {HTMLElement} main
 * @property {HTMLElement} frame
 * @property {State} state
 * @property {Answers} answers
 * @property {Clock} clock
 * @property {Set<number>} supposed offers that are switched on
 * @property {number | null} lookedAt the minute at which what if was looked at last
 * @property {Set<number>} revealed moments of which the room has seen the whole picture
 * @property {number} paper how wide a drawing is on the paper that is being printed; 0 for a screen
 * @property {boolean} letters whether single letters are keys
 * @property {(change: Partial<State>) => void} set
 * @property {(way: 1 | -1) => void} step
 * @property {(text: string) => void} say to a screen reader
 * @property {(minute: number) => string} day a minute since base in words
 * @property {() => void} draw
 * @property {() => void} pause
 * @property {() => void} leave
 */
/**
 * A screen, and how the bar below names the ways on and back; an empty name is no way.
 * @typedef {object} Drawn
 * @property {(Node | string)[]} parts
 * @property {string} [on]
 * @property {string} [back]
 * @property {string} [said] what a screen reader is told where the focus stays
 * @property {string} [where] the line in the head
 * @property {() => boolean} [hold] whether the way on is held back for once
 * @property {string} [limit] what must be read with all that the screen shows, always in view
 * @property {boolean} [seats] whether another seat can be chosen in the bar; no key of a presenter does
 */

/** As wide as A4 is between its margins, in pixels. */
const PAPER = 680;

/**
 * @param {HTMLElement} root
 * @param {Walk} walk
 * @returns {Context}
 */
export function mount(root, walk) {
  const frame = document.documentElement;
  const main = /** @type {HTMLElement} */ (root.querySelector("main"));
  const where = slot(root, "where");
  const status = h("p", { class: "sr", role: "status" });
  /** @type {Drawn} */
  let shown = { parts: [] };

  const back = h("button", { type: "button", class: "go", onclick: () => context.step(-1) });
  const on = h("button", { type: "button", class: "go main", onclick: () => context.step(1) });
  const limit = h("p", { class: "limit-said", id: "limit-said", hidden: true });
  const other = h("button", {
    type: "button",
    class: "go other-seat",
    onclick: () => context.set({ stage: "seats" }),
  }, "Choose another seat");
  const bar = h("nav", { class: "walk-bar", "aria-label": "On and back" }, limit, back, other, on);

  /** @type {Context} */
  const context = {
    walk,
    root,
    main,
    frame,
    state: atFirst(walk),
    answers: new Answers(),
    clock: new Clock(),
    supposed: new Set(),
    lookedAt: null,
    revealed: new Set(),
    paper: 0,
    letters: true,
    set: (change) => {
      const before = context.state;
      context.state = { ...before, ...change };
      draw(before);
    },
    step: (way) => {
      if (way > 0 && (!shown.on || shown.hold?.())) return;
      if (way < 0 && !shown.back) return;
      const before = context.state;
      context.state = step(walk, before, way);
      if (context.state !== before) draw(before);
    },
    say: (text) => status.textContent = text,
    day: (minute) => inWords(Math.floor((walk.open.base + minute) / DAY)),
    draw: () => draw(context.state),
    pause: () => pausing(context),
    leave: () => leaving(context),
  };

  /** @returns {Drawn} */
  const screen = () => {
    const { stage, phase } = context.state;
    if (stage === "opening") return opening(context);
    if (stage === "seats") return seats(context);
    if (stage === "whatif") return whatIf(context);
    if (stage === "closing") return closing(context);
    if (stage === "trainer") return trainer(context);
    const one = screenOf(walk, context.state);
    if (!one || one.kind === "intro") return intro(context);
    if (one.kind === "end") return end(context, one);
    if (one.kind === "moment") {
      return phase === "decide" ? decide(context, one) : reveal(context, one);
    }
    const before = screensOf(walk, context.state)[context.state.at - 1];
    return one.kind === "fold" ? together(context, one, before) : record(context, one, before);
  };

  /** Put the screen of the state in the page, and name the ways on and back. */
  const put = () => {
    const { state } = context;
    shown = screen();
    main.replaceChildren(...shown.parts);
    main.dataset.stage = state.stage === "play"
      ? screenOf(walk, state)?.kind === "moment" ? state.phase : "play"
      : state.stage;
    where.textContent = shown.where ?? "";
    name(back, shown.back ?? "", "◀ ");
    name(on, shown.on ?? "", "", " ▶");
    limit.textContent = shown.limit ?? "";
    limit.hidden = !shown.limit;
    other.hidden = !shown.seats;
    bar.hidden = !shown.on && !shown.back;
    // the warning stands alone: the facilitator's view names what is to come
    facilitator.hidden = warned(state);
  };

  /** @param {State} before */
  const draw = (before) => {
    const { state } = context;
    const held = document.activeElement;
    const inside = !held || held === document.body || main.contains(held);
    const chosen = inside && held instanceof HTMLInputElement && held.type === "radio"
      ? `input[name="${held.name}"]:checked`
      : "";
    put();
    const same = before.stage === state.stage && before.phase === state.phase &&
      before.page === state.page;
    const gone = held instanceof HTMLElement && !held.checkVisibility();
    context.say("");
    /** @type {HTMLElement | null} */
    const again = same && chosen ? main.querySelector(chosen) : null;
    if (again) return again.focus();
    if (state === before && inside) main.querySelector("h2")?.focus();
    else if (same && !inside && !gone) context.say(shown.said ?? "");
    else if (!(state === before)) main.querySelector("h2")?.focus({ preventScroll: true });
    if (state !== before) frame.scrollTo(0, 0);
  };

  /** @param {HTMLElement} button @param {string} text @param {string} [left] @param {string} [right] */
  const name = (button, text, left = "", right = "") => {
    button.hidden = !text;
    if (!text) return;
    /** @param {string} arrow */
    const sign = (arrow) => arrow && h("span", { "aria-hidden": "true" }, arrow);
    button.replaceChildren(sign(left) || "", text, sign(right) || "");
  };

  root.append(bar, status);
  const facilitator = tools(context, slot(root, "tools"));
  keys(context);
  addEventListener("beforeunload", (event) => {
    if (!context.answers.saved) event.preventDefault();
  });
  // on paper, or in a window of another width, what is drawn is drawn anew
  const redraw = () => main.querySelector("[data-strip]")?.dispatchEvent(new Event("redraw"));
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    redraw();
  });
  // what stands folded so that a room can take it in is whole on paper
  /** @type {HTMLDetailsElement[]} */
  const opened = [];
  const unfold = () =>
    main.querySelectorAll("details[data-whole]").forEach((one) => {
      if (!(one instanceof HTMLDetailsElement) || one.open) return;
      one.open = true;
      opened.push(one);
    });
  for (const [name, wide] of /** @type {const} */ ([["beforeprint", PAPER], ["afterprint", 0]])) {
    addEventListener(name, () => {
      context.paper = wide;
      if (wide) unfold();
      else opened.splice(0).forEach((one) => one.open = false);
      redraw();
    });
  }
  put();
  root.classList.add("mounted");
  return context;
}

/**
 * The heading of a screen, to which the keyboard comes when a screen of another kind is shown.
 * @param {string} text
 */
export const title = (text) => h("h2", { tabindex: -1 }, text);

/** @param {string[]} said @returns {HTMLElement[]} */
export const paragraphs = (said) => said.map((text) => h("p", {}, text));

/**
 * A seat through time: a contact at a time with the record as it was, and beside it what the seat
 * holds now, how, and since when.
 * @module
 */

import { counted, h } from "../dom.js";
import { fresh, heldAt } from "./data.js";
import { answersFile } from "./files.js";
import { afterLast } from "./gap.js";
import { folded, rowCard } from "./rows.js";
import { nothingComes, screensOf } from "./state.js";
import { strip } from "./strip.js";
import { paragraphs, title } from "./walk.js";

/** @typedef {import("./walk.js").Context} Context */
/** @typedef {import("./walk.js").Drawn} Drawn */
/** @typedef {import("./data.js").Screen} Screen */
/** @typedef {import("./data.js").HeldNow} HeldNow */

/** What stands before a thing that is not simply held. @type {Record<string, string>} */
const STATES = { possible: "Possibly", ended: "Had ended", lapsed: "No later record" };

/** @param {Context} context @returns {import("./data.js").Seat} */
export const seatOf = ({ walk, state }) => walk.seats[state.seat];

/** @param {Context} context @returns {Drawn} */
export function intro(context) {
  const seat = seatOf(context);
  const none = nothingComes(context.walk, context.state);
  return {
    parts: [
      // nobody has to be the victim
      title(`${seat.kind === "victim" ? "This seat" : "You are"}: ${seat.name}`),
      h("p", { class: "lead" }, seat.about),
      ...paragraphs(seat.says.intro),
      ...seat.leftOut.length
        ? [
          h("h3", {}, "About the dates of this record"),
          ...paragraphs(
            seat.leftOut,
          ),
        ]
        : [],
      seat.rows.length === 0
        ? h("p", { class: "note" }, "This seat has no dated row before the end.")
        : "",
      none
        ? h(
          "p",
          { class: "note" },
          `${none} Whoever takes it listens, and says at each stop what they would ask. Another ` +
            "seat can be taken instead.",
        )
        : "",
    ],
    on: "Begin",
    back: context.walk.seats.length === 1 ? "Before we begin" : "Seats",
    where: seat.name,
  };
}

/**
 * @param {Context} context
 * @param {Screen} screen
 * @param {Screen} before
 * @returns {Drawn}
 */
export function record(context, screen, before) {
  const seat = seatOf(context);
  const row = seat.rows[screen.row];
  const now = heldAt(seat, screen);
  const added = fresh(now, heldAt(seat, before));
  const place = screen.row + 1;
  const gap = afterLast(seat.rows[screen.row - 1], row, context.day);
  const length = row.text.length;
  const card = rowCard(row, { level: 3, how: row.how });
  card.classList.add("big");
  if (length < 250) card.classList.add("brief");
  if (length > 900) card.classList.add("long");
  return {
    parts: [
      title(`Contact ${place}`),
      gap ? h("p", { class: "quiet gap" }, gap) : "",
      stripOf(context, screen),
      h("div", { class: "now" }, card, holdings(now, added, seat, screen)),
    ],
    on: "Next",
    back: "Back",
    where: `${seat.name} · ${row.when}`,
    said:
      `Contact ${place}. ${gap && `${gap} `}${row.when}. ${row.holder}. ${row.kind}. ${
        row.text.slice(0, 400)
      } ` +
      news(now, added),
  };
}

/**
 * Contacts that a short session does not meet one by one: how many they are, and each to be read by
 * whoever wants to.
 * @param {Context} context
 * @param {Screen} screen
 * @param {Screen} before
 * @returns {Drawn}
 */
export function together(context, screen, before) {
  const seat = seatOf(context);
  const { first = screen.row, words = "", heavy = [] } = screen;
  const rows = seat.rows.slice(first, screen.row + 1);
  const now = heldAt(seat, screen);
  const added = fresh(now, heldAt(seat, before));
  const name = `Contacts ${first + 1} to ${screen.row + 1}`;
  const weighty = new Map(heavy);
  /** @param {(place: number) => boolean} wanted */
  const listOf = (wanted) =>
    h(
      "ul",
      {},
      ...rows.flatMap((row, n) =>
        wanted(first + n)
          ? [
            h(
              "li",
              {},
              folded(
                [row],
                [`${first + n + 1}. ${row.when}`, row.kind, weighty.get(first + n)]
                  .filter(Boolean).join(" · "),
                { level: 3, how: row.how },
              ),
            ),
          ]
          : []
      ),
    );
  return {
    parts: [
      title(name),
      h("p", { class: "lead" }, words),
      stripOf(context, screen),
      h(
        "div",
        { class: "now" },
        h(
          "div",
          { class: "together" },
          h(
            "p",
            { class: "quiet on-screen" },
            "Each can be read here. The session goes on without it.",
          ),
          weighty.size > 0 && h("p", { class: "weighty" }, "What weighs:"),
          weighty.size > 0 && listOf((place) => weighty.has(place)),
          weighty.size > 0 && weighty.size < rows.length && h("p", {}, "The others:"),
          weighty.size < rows.length && listOf((place) => !weighty.has(place)),
        ),
        holdings(now, added, seat, screen),
      ),
    ],
    on: "Next",
    back: "Back",
    where: `${seat.name} · ${rows.at(-1)?.when ?? ""}`,
    said: `${name}. ${words} ${news(now, added)}`,
  };
}

/**
 * What came with a screen, for a screen reader.
 * @param {HeldNow[]} now
 * @param {Map<number, string>} added
 */
function news(now, added) {
  const said = now.filter(({ fact }) => added.has(fact)).map((one) => inWords(one));
  return said.length ? `New or changed: ${said.join("; ")}.` : "Nothing new is held.";
}

/** @param {{words: string, state: string}} one */
const inWords = ({ words, state }) => (STATES[state] ? `${STATES[state]}: ${words}` : words);

/**
 * What a seat holds: what came last first.
 * @param {HeldNow[]} now
 * @param {Map<number, string>} added places of facts, and whether they are new or changed
 * @param {import("./data.js").Seat} seat
 * @param {Screen} screen
 */
export function holdings(now, added, seat, { kind, row }) {
  /** @param {string} state */
  const of = (state) => now.filter((one) => one.state === state).length;
  const ends = kind === "end";
  const unread = notRead(seat, row);
  return h(
    "section",
    { class: "holdings", "aria-labelledby": "h-held" },
    h("h3", { id: "h-held" }, ends ? seat.says.end : seat.says.held),
    now.length > 0 && !!seat.says.together && h("p", { class: "hint" }, seat.says.together),
    h(
      "p",
      { class: "quiet" },
      howMany(of("certain"), of("possible"), of("ended"), of("lapsed"), ends),
    ),
    !!unread && h("p", { class: "quiet unread" }, unread),
    h("ul", {}, ...now.map((one) => thing(one, added.get(one.fact)))),
  );
}

/**
 * How many of the contacts so far nobody has coded: what they tell is not among what is held, and a
 * seat that holds nothing for that reason is not to be read as one that knew nothing.
 * @param {Pick<import("./data.js").Seat, "unread">} seat
 * @param {number} last the last row that has been on a screen
 * @returns {string}
 */
export function notRead({ unread = [] }, last) {
  const count = unread.filter((place) => place <= last).length;
  return count
    ? `Of ${counted(count, "contact")} so far nobody has said what ${
      count === 1 ? "it tells: it is" : "they tell: they are"
    } not counted here.`
    : "";
}

/**
 * How many things are held; those that had ended, or of which there is no later record,
 * are not counted among them.
 * @param {number} held
 * @param {number} doubt
 * @param {number} ended
 * @param {number} [lapsed]
 * @param {boolean} [ends] whether the seat's record ends here
 * @returns {string}
 */
export function howMany(held, doubt, ended, lapsed = 0, ends = false) {
  const parts = [held ? counted(held, "thing") : ""];
  if (doubt) parts.push(held ? `possibly ${doubt} more` : `Possibly ${counted(doubt, "thing")}`);
  const now = parts.filter(Boolean).join(", ");
  const past = [
    ended && `${counted(ended, "thing")} had ended.`,
    lapsed && `Of ${counted(lapsed, "thing")} there is no later record.`,
  ].filter(Boolean).join(" ");
  return now
    ? `${now}.${past && ` ${past}`}`
    : past || (ends
      ? "None of the things that are looked at here. That does not say that nothing was known."
      : "None of the things that are looked at here yet.");
}

/** @param {{words: string, state: string, how: string}} one @param {string} [badge] */
export const thing = (one, badge = "") =>
  h(
    "li",
    { class: `held-${one.state}` },
    badge && h("strong", { class: "new" }, badge),
    badge && " ",
    STATES[one.state] && h("span", { class: "doubt-word" }, `${STATES[one.state]}:`),
    STATES[one.state] && " ",
    h("span", { class: "thing" }, one.words),
    one.how && h("small", {}, one.how),
  );

/**
 * @param {Context} context
 * @param {Screen} screen
 * @returns {HTMLElement}
 */
export function stripOf(context, screen) {
  const { walk, state, main } = context;
  const seat = seatOf(context);
  const rows = seat.rows.slice(0, screen.row + 1);
  const stops = screensOf(walk, state)
    .slice(0, state.at + 1)
    .flatMap(({ kind, minute }) => kind === "moment" ? [minute] : []);
  // from the first that has come, a contact or a stop: when the first contact comes is not told ahead
  const first = Math.min(rows[0]?.minute ?? Infinity, stops[0] ?? Infinity, screen.minute);
  const at = { first, minute: screen.minute };
  const box = h("div", { class: "strip-box", "data-strip": true });
  const draw = () => {
    const style = getComputedStyle(main);
    const inner = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const width = context.paper || Math.floor(Math.max(240, inner));
    box.replaceChildren(
      strip({ base: walk.open.base, ...at, rows, stops, width }),
    );
  };
  box.addEventListener("redraw", draw);
  draw();
  return h("div", {}, box, soFar(context, rows));
}

/**
 * The contacts so far as a list, each a way back to it: what the strip shows, in words.
 * @param {Context} context
 * @param {import("./data.js").SeatRow[]} rows
 */
function soFar(context, rows) {
  if (!rows.length) return "";
  const box = h(
    "details",
    { class: "so-far" },
    h("summary", {}, `${counted(rows.length, "contact")} so far`),
  );
  box.addEventListener("toggle", () => {
    if (!box.open || box.children.length > 1) return;
    const all = screensOf(context.walk, context.state);
    const list = rows.map((row, place) => {
      const at = all.findIndex(({ kind, row: last, first = last }) =>
        (kind === "row" || kind === "fold") && first <= place && place <= last
      );
      const go = () => context.set({ at, phase: "decide" });
      const words = [`${place + 1}. ${row.when}`, row.kind].filter(Boolean).join(" · ");
      return h("li", {}, h("button", { type: "button", onclick: go }, words));
    });
    box.append(h("ol", {}, ...list));
  });
  return box;
}

/**
 * @param {Context} context
 * @param {Screen} screen
 * @returns {Drawn}
 */
export function end(context, screen) {
  const seat = seatOf(context);
  return {
    parts: [
      title("Here this seat’s record ends"),
      h(
        "p",
        { class: "lead" },
        "This is as far as it goes. Next the room may look at what would have been on record if " +
          "something had been told; then comes the closing.",
      ),
      h(
        "p",
        { class: "buttons" },
        anotherSeat(context),
        h("button", {
          type: "button",
          onclick: () => context.set({ stage: "closing" }),
        }, "Leave out what if: to the closing"),
      ),
      stripOf(context, screen),
      holdings(heldAt(seat, screen), new Map(), seat, screen),
    ],
    on: "What if",
    back: "Back",
    where: `${seat.name} · ${context.day(screen.minute)}`,
  };
}

/** @param {Context} context */
const anotherSeat = (context) =>
  context.walk.seats.length > 1 &&
  h("button", {
    type: "button",
    onclick: () => context.set({ stage: "seats" }),
  }, "Choose another seat");

/**
 * The last screen: the closing words, care for whoever is in the room, and the answers.
 * @param {Context} context
 * @returns {Drawn}
 */
export function closing(context) {
  const { walk } = context;
  return {
    parts: [
      title("Closing"),
      h("section", { class: "said-first" }, ...paragraphs(walk.open.closing)),
      h(
        "section",
        { class: "care", "aria-labelledby": "h-care" },
        h("h3", { id: "h-care" }, "Before anybody goes"),
        h(
          "p",
          {},
          "Somebody died, and people here may have met something of their own today. Take a moment " +
            "of quiet. Nobody has to speak, and nobody has to stay.",
        ),
        h(
          "p",
          {},
          "If something stays with you, now or in a few days, say so to the facilitator, a " +
            "colleague, your manager or whoever supports you. That is part of this work.",
        ),
      ),
      h(
        "section",
        { class: "on-screen", "aria-labelledby": "h-answers" },
        h("h3", { id: "h-answers" }, "The room’s answers"),
        answersFile(context, { save: true, clear: true }),
      ),
    ],
    back: "Back",
    // in the bar: below a trainer's own words it would be out of sight
    seats: walk.seats.length > 1,
    where: "Closing",
  };
}

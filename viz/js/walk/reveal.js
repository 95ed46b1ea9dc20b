/**
 * After the room has decided: what the other seats held at that moment, side by side, what was in
 * fact done, what the framework calls it, and what went well; the room's own answer beside it.
 * @module
 */

import { counted, h, listed } from "../dom.js";
import { decodeReveal } from "./data.js";
import { seatOf, thing } from "./play.js";
import { folded, rowCard } from "./rows.js";
import { NotOpened, unseal } from "./unseal.js";
import { atEnd, lastMoment, momentName } from "./state.js";
import { title } from "./walk.js";

/** @typedef {import("./walk.js").Context} Context */
/** @typedef {import("./walk.js").Drawn} Drawn */
/** @typedef {import("./data.js").Screen} Screen */
/** @typedef {import("./data.js").Reveal} Reveal */
/** @typedef {import("./data.js").Note} Note */

/**
 * The form that the trainer's words open.
 * @param {Context} context
 * @param {string} what is shown once it is open
 * @returns {HTMLElement}
 */
export function sealedForm(context, what) {
  const { walk } = context;
  const words = h("input", {
    type: "text",
    id: "words",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    "aria-describedby": "words-said",
  });
  const said = h("p", { class: "note", role: "alert", id: "words-said" });
  const button = h("button", { type: "submit" }, "Open");
  const open = async () => {
    button.disabled = true;
    words.removeAttribute("aria-invalid");
    said.textContent = "Opening. This takes a moment.";
    try {
      const found = await unseal(
        /** @type {import("./unseal.js").Sealed} */ (walk.sealed),
        words.value,
      );
      words.value = "";
      walk.reveal = decodeReveal(found);
      context.draw();
    } catch (error) {
      said.textContent = error instanceof NotOpened
        ? error.message
        : "What was sealed in this page cannot be read. Ask the trainer for the page again.";
      if (!(error instanceof NotOpened)) console.error(error);
      words.setAttribute("aria-invalid", "true");
      button.disabled = false;
      words.focus();
    }
  };
  return h(
    "form",
    {
      class: "sealed",
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        open();
      },
    },
    h(
      "p",
      { class: "lead" },
      `${what} is sealed in this page until the trainer gives the words.`,
    ),
    h("label", { for: "words" }, "The trainer’s words"),
    h("p", { class: "words-line" }, words, " ", button),
    said,
  );
}

/**
 * @param {Context} context
 * @param {Screen} screen
 * @returns {Drawn}
 */
export function reveal(context, screen) {
  const { walk } = context;
  const seat = seatOf(context);
  const stop = seat.stops[screen.moment];
  const heading = title(
    `${momentName(walk, context.state, screen.moment)}: the whole picture of that day`,
  );
  const where = `${seat.name} · ${stop.when}`;
  if (!walk.reveal) {
    return {
      parts: [
        heading,
        sealedForm(context, "What the other seats held"),
        answered(context, screen),
      ],
      on: "Go on without it",
      back: "Back to the questions",
      where,
    };
  }
  context.revealed.add(screen.moment);
  const all = walk.reveal;
  const { reveal: shown } = all.moments[screen.moment];
  const own = all.seats.findIndex(({ id }) => id === seat.id);
  const seats = [...shown.held].sort((a, b) =>
    Number(b.seat === own) - Number(a.seat === own) || b.things.length - a.things.length
  );
  /** @type {(Node | string | false)[]} */
  const parts = [
    heading,
    ...ofTheDay(all, shown.day),
    h("p", { class: "lead" }, dated(stop.when, shown.summary)),
    h(
      "nav",
      { class: "jump", "aria-label": "On this screen" },
      ...[
        ["h-each", "What each seat held"],
        ["h-done", "What was done next"],
        ["h-room", "What this room answered"],
        ["h-good", "What went well"],
        ["h-themes", "What the framework calls it"],
      ].map(([id, words]) => jump(id, words)),
    ),
    h("h3", { id: "h-each", tabindex: -1 }, "What each seat held at that moment"),
    ...sideBySide(
      all,
      seats.filter((one) => shows(one, own)),
      own,
      all.moments[screen.moment].seats,
    ),
    ...empty(all, seats.filter((one) => !shows(one, own))),
    h(
      "div",
      { class: "pair" },
      h(
        "section",
        { "aria-labelledby": "h-done" },
        h("h3", { id: "h-done", tabindex: -1 }, "What was in fact done next"),
        notes(all, shown.done, "These records do not tell what was done next."),
      ),
      answered(context, screen),
    ),
    h(
      "div",
      { class: "pair" },
      h(
        "section",
        { "aria-labelledby": "h-good" },
        h("h3", { id: "h-good", tabindex: -1 }, "What went well"),
        notes(
          all,
          shown.good,
          "No row up to here has been marked as good practice. What did the room see?",
        ),
      ),
      h(
        "section",
        { "aria-labelledby": "h-themes" },
        h("h3", { id: "h-themes", tabindex: -1 }, "What the framework calls it"),
        shown.themes.length
          ? h(
            "ul",
            { class: "notes" },
            ...shown.themes.map(({ code, label, words, rows }) =>
              h(
                "li",
                {},
                h("strong", {}, `${code} ${label}`),
                words && `: ${words}`,
                folded(rows.map((at) => all.rows[at])),
              )
            ),
          )
          : h("p", {}, "No theme of the framework was found at this moment."),
      ),
    ),
    maySuppose(context) && h(
      "p",
      { class: "buttons" },
      h("button", {
        type: "button",
        onclick: () => context.set({ stage: "whatif", from: "play" }),
      }, "What if something else had been on record?"),
    ),
  ];
  return {
    parts: parts.filter((part) => part !== false),
    on: "Go on through time",
    back: "Back to the questions",
    where,
  };
}

/**
 * Whether what if may be looked at: it shows the whole of the time. When the last moment of the
 * session has been revealed, or the seat's record has ended; before that from the facilitator's
 * view alone, which the page of one seat does not have.
 * @param {Context} context
 */
export function maySuppose({ walk, state, revealed }) {
  if (!walk.reveal) return false;
  if (state.stage === "trainer" && walk.seats.length > 1) return true;
  return atEnd(walk, state) || revealed.has(lastMoment(walk, state));
}

/** @param {string} when @param {string} words @returns {string} the day once, whoever names it */
export const dated = (when, words) => words.includes(when) ? words : `${when}. ${words}`;

/**
 * A link to a part of the screen; the keyboard goes with it.
 * @param {string} id
 * @param {string} words
 */
function jump(id, words) {
  /** @param {Event} event */
  const onclick = (event) => {
    event.preventDefault();
    const target = document.getElementById(id);
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  };
  return h("a", { href: `#${id}`, onclick }, words);
}

/** Whether a seat has something to be shown of. @param {import("./data.js").SeatHeld} one @param {number} own */
const shows = (one, own) => one.seat === own || one.things.length > 0 || one.rows.length > 0;

/** So many seats are read first: the room's own, those whose moment it is, and who held most. */
const FIRST = 4;

/**
 * What the seats held: a few side by side, and the others folded, each with what it comes to.
 * @param {Reveal} all
 * @param {import("./data.js").SeatHeld[]} seats the room's own first, then who held most
 * @param {number} own
 * @param {number[]} theirs the seats whose moment it is
 */
function sideBySide(all, seats, own, theirs) {
  /** @param {import("./data.js").SeatHeld} one */
  const rank = ({ seat }) => seat === own ? 2 : Number(theirs.includes(seat));
  const order = [...seats].sort((a, b) => rank(b) - rank(a));
  // one alone takes no more room than the line that would name it
  const few = order.length > FIRST + 1 ? FIRST : order.length;
  /** @param {import("./data.js").SeatHeld[]} some */
  const box = (some) =>
    h("div", { class: "side-by-side" }, ...some.map((one) => heldBy(all, one, own)));
  const rest = order.slice(few);
  const named = rest.map(({ seat, things }) => `${all.seats[seat].name} (${things.length})`);
  return [
    box(order.slice(0, few)),
    ...rest.length
      ? [
        h(
          "details",
          { class: "other-seats" },
          h(
            "summary",
            {},
            `The other ${rest.length} seats that held something, and how many things: ${
              listed(named)
            }`,
          ),
          box(rest),
        ),
      ]
      : [],
  ];
}

/**
 * The seats with nothing to show, one line for all of which the same is said.
 * @param {Reveal} all
 * @param {import("./data.js").SeatHeld[]} seats
 */
function empty(all, seats) {
  /** @type {Map<string, string[]>} */
  const said = new Map();
  for (const { seat, says } of seats) {
    said.set(says, [...said.get(says) ?? [], all.seats[seat].name]);
  }
  return [...said].map(([says, names]) =>
    h("p", { class: "empty-seats" }, h("strong", {}, listed(names)), `: ${says}`)
  );
}

/**
 * @param {Reveal} all
 * @param {import("./data.js").SeatHeld} one
 * @param {number} own
 */
function heldBy(all, one, own) {
  const { name } = all.seats[one.seat];
  return h(
    "section",
    { class: `seat-held${one.seat === own ? " own" : ""}` },
    h("h4", {}, name, one.seat === own && h("small", {}, " your seat")),
    h("p", {}, one.says),
    one.things.length > 0 &&
      h(
        "ul",
        {},
        ...one.things.map(({ fact, state, how }) =>
          thing({ words: all.facts[fact].words, state, how })
        ),
      ),
    folded(
      one.rows.map((at) => all.rows[at]),
      one.rows.length < one.inAll
        ? `${one.rows.length} of ${one.inAll} rows that tell of what it held, as they were`
        : one.rows.length === 1
        ? "Its row, as it was"
        : `Its ${one.rows.length} rows, as they were`,
    ),
  );
}

/**
 * The record of the day itself, as it was; others' records of the same can be read below it.
 * @param {Reveal} all
 * @param {number[]} day
 * @returns {(Node | string)[]}
 */
function ofTheDay(all, day) {
  if (!day.length) return [];
  const [first, ...others] = day.map((at) => all.rows[at]);
  return [
    h(
      "section",
      { class: "of-the-day", "aria-labelledby": "h-day" },
      h("h3", { id: "h-day", tabindex: -1 }, "The record of that day"),
      rowCard(first),
      folded(others, `Others’ records of the same: ${counted(others.length, "row")}`),
    ),
  ];
}

/** @param {Reveal} all @param {Note[]} list @param {string} none */
function notes(all, list, none) {
  if (!list.length) return h("p", {}, none);
  return h(
    "ul",
    { class: "notes" },
    ...list.map(({ words, rows }) => h("li", {}, words, folded(rows.map((at) => all.rows[at])))),
  );
}

/**
 * @param {Context} context
 * @param {Screen} screen
 */
function answered(context, screen) {
  const { walk, answers } = context;
  const seat = seatOf(context);
  const stop = seat.stops[screen.moment];
  const given = stop.questions.flatMap((key) => {
    const text = answers.get(seat.id, stop.id, key);
    const question = walk.open.questions.find((one) => one.key === key);
    return text && question ? [[question.words, text]] : [];
  });
  return h(
    "section",
    { class: "room", "aria-labelledby": "h-room" },
    h("h3", { id: "h-room", tabindex: -1 }, "What this room answered"),
    given.length
      ? h(
        "dl",
        {},
        ...given.map(([words, text]) =>
          h("div", {}, h("dt", {}, words), h("dd", { class: "as-written" }, text))
        ),
      )
      : h("p", {}, "Nothing was written down."),
  );
}

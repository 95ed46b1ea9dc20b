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
        : "What was sealed in this page cannot be read. Ask the facilitator for the page again.";
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
      `${what} is sealed in this page until the facilitator gives the words.`,
    ),
    h("label", { for: "words" }, "The words that open it"),
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
    ...ofTheDay(
      all,
      shown.day,
      stop.when,
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
    ),
    h("h3", { id: "h-each", tabindex: -1 }, "What each seat held at that moment"),
    ...sideBySide(
      all,
      seats.filter((one) => shows(one, own)),
      own,
      rowFirst(all, screen.moment),
      shown.named,
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
            { class: "notes themes" },
            ...shown.themes.map(({ code, label, words, rows }) =>
              h(
                "li",
                {},
                // its name is read out; what it tells of and asks is there for whoever wants it
                h(
                  "details",
                  { class: "theme", "data-whole": true },
                  h("summary", {}, `${code} ${label}`),
                  words && h("p", {}, words),
                  folded(rows.map((at) => all.rows[at])),
                ),
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

/**
 * The seats whose moment it is, the one whose row it is first.
 * @param {Reveal} all
 * @param {number} moment
 */
function rowFirst(all, moment) {
  const { seats, reveal: { day } } = all.moments[moment];
  const writer = all.agencies[all.rows[day[0]]?.agency ?? -1];
  return [...seats].sort((a, b) =>
    Number(all.seats[b].name === writer) - Number(all.seats[a].name === writer)
  );
}

/** So many seats are read first. */
const FIRST = 4;

/**
 * The seats in the order in which they are read: the room's own, the one at whose row the moment
 * stands, as many agencies as it takes for all that the summary names to be on one of them, those that
 * held the heaviest things that nobody whose moment it is had, the others of that moment, and the rest as they come. What the victim lived through is not weighed against records.
 * @param {Reveal} all
 * @param {import("./data.js").SeatHeld[]} seats
 * @param {number} own
 * @param {number[]} theirs the seats whose moment it is
 * @param {number[]} named what the summary says that others held
 */
export function inOrder(all, seats, own, theirs, named) {
  const there = new Set(
    seats.filter(({ seat }) => theirs.includes(seat)).flatMap(({ things }) =>
      things.map(({ fact }) => fact)
    ),
  );
  /** @param {import("./data.js").SeatHeld} one */
  const elsewhere = ({ seat, things }) =>
    theirs.includes(seat) || all.seats[seat].kind === "victim" ? [] : things
      .filter(({ fact, state }) => state === "certain" && !there.has(fact))
      .map(({ fact }) => all.facts[fact].weight)
      .sort((a, b) => b - a);
  /** @param {import("./data.js").SeatHeld} one */
  const rank = (one) => {
    const { seat } = one;
    const [heaviest = 0, ...others] = elsewhere(one);
    const first = seat === own
      ? 4
      : seat === theirs[0]
      ? 3
      : heaviest
      ? 2
      : Number(theirs.includes(seat));
    return [first, heaviest, others.reduce((sum, weight) => sum + weight, heaviest)];
  };
  const ranked = seats.map((one) => ({ one, by: rank(one), facts: onRecord(all, one) }))
    .sort((a, b) => b.by[0] - a.by[0] || b.by[1] - a.by[1] || b.by[2] - a.by[2]);
  const order = ranked.filter(({ by }) => by[0] > 2);
  const rest = ranked.filter(({ by }) => by[0] <= 2);
  // what the sentence above names is on a seat that is open
  const left = new Set(named);
  for (const { facts } of order) facts.forEach((fact) => left.delete(fact));
  while (left.size) {
    const adds = rest.map(({ facts }) => facts.filter((fact) => left.has(fact)).length);
    const most = Math.max(0, ...adds);
    if (!most) break;
    const [next] = rest.splice(adds.indexOf(most), 1);
    next.facts.forEach((fact) => left.delete(fact));
    order.push(next);
  }
  return { order: [...order, ...rest].map(({ one }) => one), open: order.length };
}

/**
 * What an agency's record certainly gave it.
 * @param {Reveal} all
 * @param {import("./data.js").SeatHeld} one
 */
function onRecord(all, { seat, things }) {
  return all.seats[seat].kind === "agency"
    ? things.filter(({ state }) => state === "certain").map(({ fact }) => fact)
    : [];
}

/**
 * How many things a seat held, and how many it only may have held.
 * @param {import("./data.js").SeatHeld} one
 */
function howMany({ things }) {
  const sure = things.filter(({ state }) => state === "certain").length;
  const may = things.length - sure;
  return may ? sure ? `${sure}, possibly ${may} more` : `possibly ${may}` : `${sure}`;
}

/**
 * What the seats held: a few side by side, and the others folded, each with how many things it held.
 * @param {Reveal} all
 * @param {import("./data.js").SeatHeld[]} seats the room's own first, then who held most
 * @param {number} own
 * @param {number[]} theirs the seats whose moment it is
 * @param {number[]} named what the summary says that others held
 */
function sideBySide(all, seats, own, theirs, named) {
  const { order, open } = inOrder(all, seats, own, theirs, named);
  const first = Math.max(FIRST, open);
  // one alone takes no more room than the line that would name it
  const few = order.length > first + 1 ? first : order.length;
  /** @param {import("./data.js").SeatHeld[]} some */
  const box = (some) =>
    h("div", { class: "side-by-side" }, ...some.map((one) => heldBy(all, one, own, named)));
  const rest = order.slice(few);
  const counts = rest.map((one) => `${all.seats[one.seat].name} (${howMany(one)})`);
  return [
    box(order.slice(0, few)),
    ...rest.length
      ? [
        h(
          "details",
          { class: "other-seats", "data-whole": true },
          h(
            "summary",
            {},
            `The other ${rest.length} seats that held something, and how many things: ${
              listed(counts)
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
 * @param {number[]} named what the summary says that others held
 */
function heldBy(all, one, own, named) {
  const { name } = all.seats[one.seat];
  return h(
    "section",
    { class: `seat-held${one.seat === own ? " own" : ""}` },
    h("h4", {}, name, one.seat === own && h("small", {}, " your seat")),
    h("p", {}, one.says),
    ...thingsOf(all, one, named),
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

/** So many things of a seat are read first, the heaviest. */
const HEAVIEST = 4;

/**
 * How many of the things that a seat held are read first: one alone takes no more room than the
 * line that would name it, and what the sentence above the seats names is among them.
 * @param {import("./data.js").Thing[]} things the heaviest first
 * @param {number[]} named
 */
export function readFirst(things, named) {
  const last = things.findLastIndex(({ fact, state }) =>
    state === "certain" && named.includes(fact)
  );
  const few = Math.max(HEAVIEST, last + 1);
  return things.length > few + 1 ? few : things.length;
}

/**
 * The things that a seat held: the heaviest, and the others folded under how many they are.
 * @param {Reveal} all
 * @param {import("./data.js").SeatHeld} one
 * @param {number[]} named what the summary says that others held
 */
function thingsOf(all, { things }, named) {
  const few = readFirst(things, named);
  /** @param {import("./data.js").Thing[]} some */
  const list = (some) =>
    h(
      "ul",
      {},
      ...some.map(({ fact, state, how }) => thing({ words: all.facts[fact].words, state, how })),
    );
  if (!things.length) return [];
  const rest = things.slice(few);
  return [
    list(things.slice(0, few)),
    ...rest.length
      ? [
        h(
          "details",
          { class: "other-things", "data-whole": true },
          h("summary", {}, `And ${counted(rest.length, "more thing")}, none of them heavier`),
          list(rest),
        ),
      ]
      : [],
  ];
}

/**
 * The record of the day itself, as it was, and beside it what is said of that day; others' records
 * of the same can be read below it.
 * @param {Reveal} all
 * @param {number[]} day
 * @param {string} when the day
 * @param {...Node} said
 * @returns {(Node | string)[]}
 */
function ofTheDay(all, day, when, ...said) {
  if (!day.length) return said;
  const [first, ...others] = day.map((at) => all.rows[at]);
  return [
    h(
      "div",
      { class: "pair of-that-day" },
      h(
        "section",
        { class: "of-the-day", "aria-labelledby": "h-day" },
        h(
          "h3",
          { id: "h-day", tabindex: -1 },
          // what a month or a year is all that is known of is of no day
          first.when.startsWith(when) ? "The record of that day" : "The record it stops at",
        ),
        rowCard(first),
        folded(others, `Others’ records of the same: ${counted(others.length, "row")}`),
      ),
      h("div", {}, ...said),
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
          h("div", {}, h("dt", {}, words), h("dd", { class: "as-written", dir: "auto" }, text))
        ),
      )
      : h("p", {}, "Nothing was written down."),
  );
}

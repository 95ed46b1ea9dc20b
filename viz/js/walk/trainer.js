/**
 * The facilitator's view: the clock and the plan, notes and questions for each moment, ways to
 * jump, and the room's answers. It shows more than a seat may see, and says so.
 * @module
 */

import { counted, h, listed } from "../dom.js";
import { sessions } from "./opening.js";
import { timeInWords } from "./clock.js";
import { answersFile, lines } from "./files.js";
import { dated } from "./reveal.js";
import { changed, meets, momentName, screenOf, toMoment } from "./state.js";
import { paragraphs, title } from "./walk.js";

/** @typedef {import("./walk.js").Context} Context */
/** @typedef {import("./walk.js").Drawn} Drawn */

/** @param {Context} context @returns {Drawn} */
export function trainer(context) {
  const { walk, state } = context;
  const moment = screenOf(walk, state)?.moment ?? -1;
  /** @type {(Node | string)[]} */
  const parts = [
    title("Facilitator’s view"),
    h(
      "p",
      { class: "note on-screen" },
      walk.seats.length === 1
        ? "This page is of one seat. The notes for the facilitator are in the page of all seats."
        : "For the facilitator’s eyes: it names what no single seat held. Freeze or cover the " +
          "projector before you read on; F goes back to the room.",
    ),
    clock(context),
  ];
  if (!walk.reveal || walk.seats.length === 1) {
    // the days of the moments tell how the case goes on: not before the trainer's words
    if (walk.reveal) parts.push(...moments(context));
    parts.push(
      h("h3", {}, "The room’s answers"),
      answered(context),
      answersFile(context, { save: true, clear: true }),
    );
    return { parts, back: "Back to the room", where: "Facilitator’s view" };
  }
  parts.push(
    plan(context, walk.reveal),
    load(context, walk.reveal),
    seats(context),
    h("h3", {}, "Moments"),
    ...walk.reveal.moments.map((one, place) =>
      h(
        "details",
        { class: "moment", open: place === moment },
        h(
          "summary",
          {},
          [momentName(walk, state, place), dated(one.when, one.title)].filter(Boolean).join(": "),
          place === moment && h("strong", {}, " (the room is here)"),
          !momentName(walk, state, place) && h("span", { class: "quiet" }, " (not planned)"),
        ),
        h("p", {}, one.why),
        one.seats.length > 0 &&
          h("p", {}, `On whose record: ${names(walk.reveal, one.seats)}.`),
        one.there.length > 0 &&
          h(
            "p",
            {},
            `On record as having been there, with no row of their own about it: ${
              names(walk.reveal, one.there)
            }.`,
          ),
        one.also.length > 0 &&
          h(
            "p",
            {},
            `Asked as well, at a contact of their own from before: ${
              names(walk.reveal, one.also)
            }.`,
          ),
        ...one.notes.length ? [h("h4", {}, "Notes"), ...paragraphs(one.notes)] : [],
        ...one.ask.length
          ? [
            h("h4", {}, "Questions to put"),
            h("ul", {}, ...one.ask.map((text) => h("li", {}, text))),
          ]
          : [],
        h(
          "p",
          { class: "buttons" },
          h("button", {
            type: "button",
            onclick: () => context.set(toMoment(walk, state, place)),
          }, "Take the room here"),
          h("button", {
            type: "button",
            onclick: () => context.set({ ...toMoment(walk, state, place), phase: "reveal" }),
          }, "Show the reveal"),
        ),
      )
    ),
    h("h3", { class: "on-screen" }, "What if"),
    h(
      "p",
      { class: "buttons" },
      h("button", {
        type: "button",
        onclick: () => context.set({ stage: "whatif" }),
      }, "What if something else had been on record?"),
    ),
    h("h3", {}, "The room’s answers"),
    answered(context),
    answersFile(context, { save: true, open: true, clear: true }),
  );
  return { parts, back: "Back to the room", where: "Facilitator’s view" };
}

/**
 * The ways of a page of one seat to each moment of its session. Those to come have no day: that would
 * tell the room how the case goes on.
 * @param {Context} context
 */
function moments({ walk, state, revealed, set }) {
  const reached = screenOf(walk, state)?.minute ?? -1;
  const stops = walk.seats[0].stops.map((stop, place) => ({ ...stop, place }));
  return [
    h("h3", {}, "Go to a moment"),
    h(
      "p",
      { class: "buttons" },
      ...stops.flatMap(({ minute, when, place }) => {
        const name = momentName(walk, state, place);
        const go = () => set(toMoment(walk, state, place));
        const words = minute <= reached || revealed.has(place) ? `${name}: ${when}` : name;
        return name ? [h("button", { type: "button", onclick: go }, words)] : [];
      }),
    ),
  ];
}

/** @param {import("./data.js").Reveal | null} all @param {number[]} seats */
const names = (all, seats) => listed(seats.map((at) => all?.seats[at].name ?? ""));

/** Words a minute at which a room reads aloud to itself. */
const ALOUD = 130;

/**
 * What each seat meets in the chosen session, and how long it takes to read.
 * @param {Context} context
 * @param {import("./data.js").Reveal} all
 */
function load({ walk, state }, all) {
  const heads = [
    "Seat",
    "Contacts",
    "Before each stop",
    "Stops of its own",
    "Reading aloud",
  ];
  return h(
    "div",
    { class: "wide" },
    h(
      "table",
      { class: "plan load" },
      h("caption", {}, "What each seat meets in this session, up to its last stop"),
      h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
      h(
        "tbody",
        {},
        ...walk.seats.map((seat, place) => {
          const { contacts, folded, before, stops, words } = meets(walk, { ...state, seat: place });
          const own = stops.filter((moment) =>
            [
              ...all.moments[moment].seats,
              ...all.moments[moment].there,
              ...all.moments[moment].also,
            ].some((at) => all.seats[at].id === seat.id)
          );
          return h(
            "tr",
            {},
            h("th", { scope: "row" }, seat.name),
            ...[
              `${contacts}${folded ? `, ${folded} of them together` : ""}`,
              before.join(", ") || "no stop",
              `${own.length} of ${stops.length}`,
              `about ${counted(Math.max(1, Math.round(words / ALOUD)), "minute")}`,
            ].map((said, n) => h("td", { "data-name": heads[n + 1] }, said)),
          );
        }),
      ),
    ),
    h(
      "p",
      { class: "hint" },
      `Reading aloud is reckoned at ${ALOUD} words a minute, for what comes one by one. Contacts ` +
        "that come together stand on one screen and need not be read.",
    ),
  );
}

/** @param {Context} context */
function clock(context) {
  const { clock, state } = context;
  const said = h("strong", { class: "clock" });
  const show = () => {
    const { minutes } = clock;
    said.textContent = !clock.started
      ? "The clock has not been started."
      : state.plan
      ? timeInWords(minutes, state.plan)
      : `${minutes} ${minutes === 1 ? "minute" : "minutes"} gone`;
    toggle.textContent = clock.running ? "Stop the clock" : "Start the clock";
    if (said.isConnected) setTimeout(show, 5000);
  };
  const toggle = h("button", {
    type: "button",
    onclick: () => {
      if (clock.running) clock.stop();
      else clock.start();
      show();
    },
  }, "Start the clock");
  show();
  setTimeout(show, 5000);
  const choice = sessions(context);
  choice.addEventListener("change", () => {
    const [given] = Array.from(
      choice.querySelectorAll("input"),
      (one) => one.checked ? [one] : [],
    ).flat();
    context.set(changed(context.walk, { ...context.state, plan: state.plan }, {
      plan: Number(given?.value ?? 0),
    }));
  });
  return h("div", { class: "clock-box on-screen" }, h("p", {}, said, " ", toggle), choice);
}

/** @param {Context} context @param {import("./data.js").Reveal} all */
function plan(context, all) {
  const version = all.versions.find(({ minutes }) => minutes === context.state.plan);
  if (!version) {
    return h("p", { class: "quiet" }, "No session of a fixed length is chosen: there is no plan.");
  }
  const { clock } = context;
  let gone = 0;
  const here = context.state.from === "opening" || context.state.from === "seats"
    ? -2
    : screenOf(context.walk, context.state)?.moment ?? -2;
  return h(
    "table",
    { class: "plan" },
    h("caption", {}, `The plan of ${version.minutes} minutes`),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        ...["From minute", "Minutes", "What"].map((text) => h("th", { scope: "col" }, text)),
      ),
    ),
    h(
      "tbody",
      {},
      ...version.parts.map(({ title: text, minutes, moment }) => {
        const from = gone;
        gone += minutes;
        const now = clock.started && clock.minutes >= from && clock.minutes < gone;
        return h(
          "tr",
          { class: moment >= 0 && moment === here ? "here" : "" },
          h("td", {}, String(from)),
          h("td", {}, String(minutes)),
          h(
            "td",
            {},
            // as the list of the moments and the room's screen number it
            moment >= 0 && h("strong", {}, `${momentName(context.walk, context.state, moment)}: `),
            text,
            moment >= 0 && moment === here && " (the room is here)",
            now && " (by the clock)",
          ),
        );
      }),
    ),
  );
}

/** Everything that was answered so far. @param {Context} context */
function answered(context) {
  const all = lines(context);
  if (!all.length) return h("p", {}, "None yet.");
  return h(
    "details",
    {},
    h("summary", {}, `Read ${all.length === 1 ? "the answer" : `the ${all.length} answers`}`),
    h(
      "dl",
      { class: "all-answers" },
      ...all.map(({ seatName, seat, when, moment, asked, question, text, other }) =>
        h(
          "div",
          {},
          h(
            "dt",
            {},
            [seatName || seat, when || moment, asked || question].filter(Boolean).join(" · "),
            other && h("span", { class: "quiet" }, " (of another page or version)"),
          ),
          h("dd", { class: "as-written", dir: "auto" }, text),
        )
      ),
    ),
  );
}

/** Another seat at the time that was reached. @param {Context} context */
function seats(context) {
  const { walk, state } = context;
  if (walk.seats.length === 1 || state.seat < 0) return "";
  const which = h(
    "select",
    {
      "aria-label": "Seat",
      onchange: () => context.state = changed(walk, state, { seat: Number(which.value) }),
    },
    ...walk.seats.map((seat, place) =>
      h("option", { value: place, selected: place === state.seat }, seat.name)
    ),
  );
  return h("p", { class: "on-screen" }, h("label", {}, "Play on at the same time as ", which));
}

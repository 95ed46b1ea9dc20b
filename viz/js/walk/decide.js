/**
 * Where the room stops and decides: the questions, and beside them what the seat held just then.
 * @module
 */

import { h } from "../dom.js";
import { heldAt } from "./data.js";
import { sinceLast } from "./gap.js";
import { holdings, seatOf, stripOf } from "./play.js";
import { rowCard } from "./rows.js";
import { momentName } from "./state.js";
import { title } from "./walk.js";

/** @typedef {import("./walk.js").Context} Context */
/** @typedef {import("./walk.js").Drawn} Drawn */
/** @typedef {import("./data.js").Screen} Screen */
/** @typedef {import("./data.js").Question} Question */

/** So many letters of a record leave what is held in sight. */
const LONG = 600;

/**
 * @param {Context} context
 * @param {Screen} screen
 * @returns {Drawn}
 */
export function decide(context, screen) {
  const { walk, answers } = context;
  const seat = seatOf(context);
  const stop = seat.stops[screen.moment];
  const now = heldAt(seat, screen);
  const row = stop.row >= 0 && stop.row <= screen.row ? seat.rows[stop.row] : null;
  const asked = stop.questions.flatMap((key) =>
    walk.open.questions.filter((question) => question.key === key)
  );
  const gap = sinceLast(seat.rows[screen.row], screen.minute, context.day);
  const acts = stop.row >= 0 || stop.questions.includes("do");
  const held = h("p", { class: "note", role: "status" });
  const at = row ? [h("h3", {}, "The record you are at"), rowCard(row, { how: row.how })] : [];
  let warned = false;
  const hold = () => {
    if (warned || answers.count(seat.id, stop.id)) return false;
    warned = true;
    held.textContent = "Nothing has been written yet. Choose “Reveal” once more to go on all the " +
      "same: an answer that was only said aloud counts too.";
    // below long questions it would be out of sight, and the key seem to do nothing
    held.scrollIntoView({ block: "center" });
    return true;
  };
  return {
    parts: [
      title(
        `${momentName(walk, context.state, screen.moment)}: ${
          acts ? seat.says.stop : seat.says.idle_stop
        }`,
      ),
      h(
        "p",
        { class: "lead" },
        `${stop.when}. ${
          stop.title || seat.rows[stop.row]?.kind || (acts && seat.says.there) || seat.says.idle
        }`,
      ),
      !row && gap ? h("p", { class: "quiet gap" }, gap) : "",
      stripOf(context, screen),
      h(
        "div",
        { class: "now deciding" },
        h(
          "form",
          {
            class: "questions",
            onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
            autocomplete: "off",
          },
          h("p", { class: "quiet" }, "Your answers stay in this page. None of them is wrong."),
          ...asked.map((question, n) => ask(context, screen, question, n + 1)),
          held,
        ),
        h(
          "div",
          {},
          // what the room is asked about stands before all that it holds, unless it would hide it
          ...row && row.text.length > LONG
            ? [holdings(now, new Map(), seat, screen), ...at]
            : [...at, holdings(now, new Map(), seat, screen)],
        ),
      ),
    ],
    on: "Reveal",
    back: "Back",
    hold,
    where: `${seat.name} · ${stop.when}`,
  };
}

/**
 * @param {Context} context
 * @param {Screen} screen
 * @param {Question} question
 * @param {number} number
 * @returns {HTMLElement}
 */
function ask(context, screen, question, number) {
  const { answers } = context;
  const { id: seat, stops } = seatOf(context);
  const moment = stops[screen.moment].id;
  const { key, scale } = question;
  const given = answers.get(seat, moment, key);
  /** @param {string} text */
  const keep = (text) => answers.set({ seat, moment, question: key, text });
  const id = `q-${key}`;
  const hint = question.hint ? `${id}-hint` : undefined;
  const words = `${number}. ${question.words}`;
  if (!scale.length) {
    const box = h("textarea", { id, rows: 3, dir: "auto", "aria-describedby": hint });
    box.value = given;
    box.addEventListener("input", () => keep(box.value));
    return h(
      "div",
      { class: "asked" },
      h("label", { for: id }, words),
      hint && h("p", { class: "hint", id: hint }, question.hint),
      box,
    );
  }
  return h(
    "fieldset",
    { class: "asked scale", "aria-describedby": hint },
    h("legend", {}, words),
    hint && h("p", { class: "hint", id: hint }, question.hint),
    h(
      "div",
      { class: "steps" },
      ...scale.map((label) =>
        h(
          "label",
          { class: "choice" },
          h("input", {
            type: "radio",
            name: id,
            value: label,
            checked: given === label,
            onchange: () => keep(label),
          }),
          label,
        )
      ),
    ),
  );
}

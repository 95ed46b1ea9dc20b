/**
 * Saving the room's answers as a file, and opening such a file again. Only when somebody asks.
 * @module
 */

import { h } from "../dom.js";
import { fromCsv, NotRead, toCsv } from "./answers.js";

/** @typedef {import("./walk.js").Context} Context */

const NAME = "walkthrough-answers.csv";
/** A file of answers is never as large as this. */
const LARGEST = 20_000_000;

/** A stop has no id in the page: the place of a moment stands for it. @param {number} moment */
export const momentId = (moment) => `moment-${moment + 1}`;

/**
 * Everything that was answered, with what it answers, in order of seats and time.
 * @param {Context} context
 * @returns {import("./answers.js").Line[]}
 */
export function lines({ walk, answers }) {
  const known = walk.seats.flatMap((seat) =>
    seat.stops.flatMap((stop, place) =>
      walk.open.questions.flatMap(({ key, words }) => {
        const text = answers.get(seat.id, momentId(place), key);
        return text
          ? [{
            seat: seat.id,
            seatName: seat.name,
            moment: momentId(place),
            momentTitle: stop.title,
            when: stop.when,
            question: key,
            asked: words,
            text,
          }]
          : [];
      })
    )
  );
  const listed = new Set(known.map((one) => [one.seat, one.moment, one.question].join("\n")));
  // answers of another laptop's seat are kept, though this page does not know it
  const others = [...answers.all.values()]
    .filter((one) => !listed.has([one.seat, one.moment, one.question].join("\n")))
    .map((one) => ({ ...one, seatName: "", momentTitle: "", when: "", asked: "" }));
  return [...known, ...others];
}

/** @param {Context} context */
export function saveAnswers(context) {
  const href = URL.createObjectURL(new Blob([toCsv(lines(context))], { type: "text/csv" }));
  h("a", { href, download: NAME }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
  context.answers.saved = true;
}

/**
 * The buttons that save and open answers, and the sentence that says what came of it.
 * @param {Context} context
 * @param {{open?: boolean, save?: boolean}} which
 */
export function answersFile(context, { open = false, save = false }) {
  const said = h("p", { class: "note", role: "status" });
  const file = h("input", {
    type: "file",
    accept: ".csv,text/csv",
    "aria-label": "File of answers to open",
    onchange: () => read(),
  });
  const read = async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    try {
      if (chosen.size > LARGEST) {
        throw new NotRead("The file is far larger than a file of answers. Choose another one.");
      }
      const found = fromCsv(await chosen.text());
      context.answers.add(found);
      said.textContent = found.length === 1
        ? "1 answer was read."
        : `${found.length} answers were read.`;
    } catch (error) {
      said.textContent = error instanceof NotRead ? error.message : "The file cannot be read.";
    }
  };
  const box = h("div", { class: "answers-file" });
  if (save) {
    const button = h("button", {
      type: "button",
      onclick: () => {
        if (context.answers.empty) said.textContent = "There are no answers yet.";
        else {
          saveAnswers(context);
          said.textContent = `Saved as ${NAME}, where this browser keeps its downloads.`;
        }
      },
    }, "Save the answers as a file");
    box.append(h("p", { class: "buttons" }, button));
  }
  if (open) {
    box.append(
      h(
        "details",
        {},
        h("summary", {}, "Open answers that were saved earlier"),
        h("p", {}, file),
      ),
    );
  }
  box.append(said);
  return box;
}

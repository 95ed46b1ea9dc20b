/**
 * Saving the room's answers as a file, and opening such a file again. Only when somebody asks.
 * @module
 */

import { counted, h } from "../dom.js";
import { fromCsv, NotRead, toCsv, toText } from "./answers.js";

/** @typedef {import("./walk.js").Context} Context */

const NAME = "walkthrough-answers.csv";
const TEXT = "walkthrough-answers.txt";
/** A file of answers is never as large as this. */
const LARGEST = 20_000_000;

/**
 * Everything that was answered, with what it answers, in order of seats and time.
 * @param {Context} context
 * @returns {import("./answers.js").Line[]}
 */
export function lines({ walk, answers }) {
  const known = walk.seats.flatMap((seat) =>
    seat.stops.flatMap((stop) =>
      walk.open.questions.flatMap(({ key, words }) => {
        const text = answers.get(seat.id, stop.id, key);
        return text
          ? [{
            seat: seat.id,
            seatName: seat.name,
            moment: stop.id,
            momentTitle: stop.title,
            when: stop.when,
            question: key,
            asked: words,
            text,
            edition: walk.open.edition,
            other: false,
          }]
          : [];
      })
    )
  );
  // answers of another laptop's seat, or of another version, are kept as their file named them
  const others = foreign(walk, [...answers.all.values()])
    .map((one) => ({ seatName: "", momentTitle: "", when: "", asked: "", ...one, other: true }));
  return [...known, ...others];
}

/**
 * The answers to what this page does not have.
 * @param {import("./data.js").Walk} walk
 * @param {import("./answers.js").Answer[]} answers
 */
const foreign = (walk, answers) =>
  answers.filter(({ seat, moment, question }) =>
    !walk.open.questions.some(({ key }) => key === question) ||
    !walk.seats.some(({ id, stops }) => id === seat && stops.some((stop) => stop.id === moment))
  );

/** @param {Context} context */
export function saveAnswers(context) {
  save(context, NAME, toCsv(lines(context)), "text/csv");
}

/** @param {Context} context @param {string} name @param {string} text @param {string} type */
function save(context, name, text, type) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
  context.answers.saved = true;
}

/** @param {Context} context */
function saveText(context) {
  const { title, marking } = context.walk.open;
  const head = [marking, title, "", "The room’s answers"];
  save(context, TEXT, toText(lines(context), head), "text/plain;charset=utf-8");
}

/**
 * Ask once, and take every answer out of this page.
 * @param {Context} context
 */
function clearing(context) {
  const count = context.answers.all.size;
  const box = h(
    "dialog",
    { class: "help", "aria-labelledby": "h-clear" },
    h("h2", { id: "h-clear" }, "Clear this room’s answers?"),
    h(
      "p",
      {},
      `${counted(count, "answer")} would go from this page, and cannot be brought back` +
        (context.answers.saved ? "." : ": they have not been saved."),
    ),
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "button", autofocus: true, onclick: () => box.close() }, "Keep them"),
      h("button", {
        type: "button",
        onclick: () => {
          box.close();
          context.answers.clear();
          context.draw();
          context.say("The room’s answers have been cleared.");
        },
      }, "Clear them"),
    ),
  );
  box.addEventListener("close", () => box.remove());
  context.root.append(box);
  box.showModal();
}

const OTHER_EDITION = "The file was written with another version of this walkthrough.";

/** @param {number} count */
const elsewhere = (count) =>
  `${count} of them ${
    count === 1 ? "belongs" : "belong"
  } to a seat, moment or question that this ` +
  "page does not have: to the page of another seat, or to another version of the walkthrough. " +
  `${count === 1 ? "It is" : "They are"} kept, named in the facilitator’s view, and saved with ` +
  "the others.";

/**
 * The buttons that save and open answers, and the sentence that says what came of it.
 * @param {Context} context
 * @param {{open?: boolean, save?: boolean, clear?: boolean}} which
 */
export function answersFile(context, { open = false, save = false, clear = false }) {
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
      const others = foreign(context.walk, found.filter(({ text }) => text)).length;
      const { edition } = context.walk.open;
      const older = found.some((one) => one.edition && one.edition !== edition);
      said.textContent =
        (found.length === 1 ? "1 answer was read." : `${found.length} answers were read.`) +
        (older ? ` ${OTHER_EDITION}` : "") + (others ? ` ${elsewhere(others)}` : "");
    } catch (error) {
      said.textContent = error instanceof NotRead ? error.message : "The file cannot be read.";
    }
  };
  const box = h("div", { class: "answers-file" });
  if (save) {
    /** @param {string} name @param {string} file @param {() => void} keep */
    const button = (name, file, keep) =>
      h("button", {
        type: "button",
        onclick: () => {
          if (context.answers.empty) said.textContent = "There are no answers yet.";
          else {
            keep();
            said.textContent = `Saved as ${file}, where this browser keeps its downloads.`;
          }
        },
      }, name);
    const erase = h("button", {
      type: "button",
      onclick: () => {
        if (context.answers.empty) said.textContent = "There are no answers yet.";
        else clearing(context);
      },
    }, "Clear this room’s answers");
    box.append(
      h(
        "p",
        { class: "buttons" },
        button("Save the answers as a file", NAME, () => saveAnswers(context)),
        " ",
        button("Save them as text to read", TEXT, () => saveText(context)),
        " ",
        clear && erase,
      ),
      h(
        "p",
        { class: "hint" },
        "They are in this page only, and go with it when it is closed. The file can be opened in " +
          "this page again; the text is to be read.",
      ),
    );
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

/**
 * What the room answered: held while the page is open and nowhere else, and a file made of it that
 * a spreadsheet opens and this page reads again.
 * @module
 */

/**
 * @typedef {object} Answer
 * @property {string} seat its id
 * @property {string} moment its id
 * @property {string} question its id
 * @property {string} text
 * @property {string} [seatName] as the file named it that the answer came from; so the next three
 * @property {string} [momentTitle]
 * @property {string} [when]
 * @property {string} [asked]
 * @property {string} [edition] of the walkthrough with which it was written
 */
/**
 * @typedef {Answer & {seatName: string, momentTitle: string, when: string, asked: string,
 *   other: boolean}} Line `other` where this page does not have what it answers
 */

const FORMAT = "1";
/** @type {[string, Exclude<keyof Line, "other"> | ""][]} */
const COLUMNS = [
  ["answers_format", ""],
  ["seat_id", "seat"],
  ["seat", "seatName"],
  ["moment_id", "moment"],
  ["moment", "momentTitle"],
  ["when", "when"],
  ["question_id", "question"],
  ["question", "asked"],
  ["answer", "text"],
  ["edition", "edition"],
];
/** What a file says for people; kept, so that an answer can be named where this page cannot. */
const NAMES = ["seatName", "momentTitle", "when", "asked", "edition"];
/** As long as a room's answer may be; a file with more is no file of ours. */
export const LONGEST = 20000;
const MOST = 5000;

/** A sentence for whoever chose the file. */
export class NotRead extends Error {}

export class Answers {
  constructor() {
    /** @type {Map<string, Answer>} */
    this.all = new Map();
    this.saved = true;
  }

  /** @param {string} seat @param {string} moment @param {string} question */
  static key(seat, moment, question) {
    return JSON.stringify([seat, moment, question]);
  }

  /** @param {string} seat @param {string} moment @param {string} question @returns {string} */
  get(seat, moment, question) {
    return this.all.get(Answers.key(seat, moment, question))?.text ?? "";
  }

  /** @param {Answer} answer an empty text takes it away */
  set(answer) {
    const text = answer.text.slice(0, LONGEST);
    const key = Answers.key(answer.seat, answer.moment, answer.question);
    if (text === (this.all.get(key)?.text ?? "")) return;
    if (text) this.all.set(key, { ...this.all.get(key), ...answer, text });
    else this.all.delete(key);
    this.saved = this.all.size === 0;
  }

  /**
   * Take what stands in a file: where this page has another answer to the same question, both are
   * kept, one under the other.
   * @param {Answer[]} read
   */
  add(read) {
    const saved = this.saved;
    let both = false;
    for (const one of read) {
      const here = this.get(one.seat, one.moment, one.question);
      if (!one.text || here.includes(one.text)) continue;
      both ||= here !== "";
      this.set({ ...one, text: here ? `${here}\n${one.text}` : one.text });
    }
    // what came out of a file is in that file
    this.saved = saved && !both;
  }

  /** How many questions of a moment have an answer. @param {string} seat @param {string} moment */
  count(seat, moment) {
    return [...this.all.values()]
      .filter((one) => one.seat === seat && one.moment === moment).length;
  }

  get empty() {
    return this.all.size === 0;
  }

  clear() {
    this.all.clear();
    this.saved = true;
  }
}

/** @param {Line[]} lines @returns {string} as a spreadsheet reads it, with nothing it takes for a formula */
export function toCsv(lines) {
  const rows = lines.map((line) =>
    COLUMNS.map(([, name]) => cell(name ? line[name] ?? "" : FORMAT)).join(",")
  );
  return "\ufeff" + [COLUMNS.map(([name]) => name).join(","), ...rows, ""].join("\r\n");
}

/**
 * The same to be read and printed, by seat and moment; it is not read again.
 * @param {Line[]} lines
 * @param {string[]} head
 * @returns {string}
 */
export function toText(lines, head) {
  const out = [...head.filter(Boolean), ""];
  let seat = "";
  let moment = "";
  for (const line of lines) {
    const name = line.seatName || line.seat;
    const mine = name +
      (line.other ? " (of another page, or another version of the walkthrough)" : "");
    if (mine !== seat) out.push("", mine.toUpperCase(), "=".repeat(Math.min(72, mine.length)));
    const stop = [line.when || line.moment, line.momentTitle].filter(Boolean).join(": ");
    if (stop !== moment || mine !== seat) out.push("", stop);
    [seat, moment] = [mine, stop];
    out.push("", `  ${line.asked || line.question}`);
    out.push(...line.text.replaceAll("\0", "").split(/\r\n?|\n/).map((text) => `    ${text}`));
  }
  return "\ufeff" + [...out, ""].join("\r\n");
}

/** The same as guard() of loaders/ourcsv.py, then quoted. @param {string} text */
function cell(text) {
  const plain = text.replaceAll("\0", "").replace(/\r\n?/g, "\n");
  const safe = /^'*[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {string} text @returns {string} */
const unguarded = (text) => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/**
 * Read a file that {@link toCsv} made, also after a spreadsheet saved it again.
 * @param {string} file
 * @returns {Answer[]}
 * @throws {NotRead} with a sentence that says what was expected
 */
export function fromCsv(file) {
  const rows = table(file.replace(/^\ufeff/, ""));
  const head = (rows[0] ?? []).map((name) => name.trim().toLowerCase());
  const at = Object.fromEntries(
    ["answers_format", "seat_id", "moment_id", "question_id", "answer"].map((name) => {
      const place = head.indexOf(name);
      if (place < 0) {
        throw new NotRead(
          `This is no file of answers: its first line has no column “${name}”. Choose the file ` +
            "that “Save the answers” wrote.",
        );
      }
      return [name, place];
    }),
  );
  const body = rows.slice(1).filter((row) => row.some((one) => one.trim()));
  if (body.length > MOST) {
    throw new NotRead(`The file has ${body.length} lines; a file of answers has ${MOST} at most.`);
  }
  return body.map((row, n) => {
    const format = (row[at.answers_format] ?? "").trim();
    if (format !== FORMAT) {
      throw new NotRead(
        `Line ${n + 2} is of format “${format.slice(0, 20)}”, and this page reads format ` +
          `${FORMAT}. Open the file with a page of the version that wrote it.`,
      );
    }
    const get = (/** @type {string} */ name) => unguarded(row[at[name]] ?? "");
    const named = Object.fromEntries(
      COLUMNS.flatMap(([column, name]) => {
        const place = head.indexOf(column);
        const said = place < 0 ? "" : unguarded(row[place] ?? "");
        return NAMES.includes(name) && said ? [[name, said.slice(0, LONGEST)]] : [];
      }),
    );
    return {
      seat: get("seat_id"),
      moment: get("moment_id"),
      question: get("question_id"),
      text: get("answer").slice(0, LONGEST),
      ...named,
    };
  });
}

/**
 * The cells of a CSV, separated by commas or semicolons (some systems' Excel writes those).
 * @param {string} text
 * @returns {string[][]}
 */
function table(text) {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const comma = first.split(";").length > first.split(",").length ? ";" : ",";
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let value = "";
  let quoted = false;
  for (let n = 0; n < text.length; n++) {
    const c = text[n];
    if (quoted) {
      if (c !== '"') value += c;
      else if (text[n + 1] === '"') value += text[++n];
      else quoted = false;
    } else if (c === '"' && value === "") quoted = true;
    else if (c === comma) {
      row.push(value);
      value = "";
    } else if (c === "\n" || c === "\r") {
      if (c === "\r" && text[n + 1] === "\n") n++;
      rows.push([...row, value]);
      row = [];
      value = "";
    } else value += c;
  }
  if (value || row.length) rows.push([...row, value]);
  return rows;
}

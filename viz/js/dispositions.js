/**
 * What the panel said, held while the page is open and nowhere else, and dispositions.csv made
 * of it (loaders/dispositions.py reads it).
 * @module
 */

/**
 * A line of dispositions.csv; rows are the ids of its evidence.
 * @typedef {object} Line
 * @property {string} id
 * @property {string} title
 * @property {string} state
 * @property {string} note
 * @property {string} who
 * @property {string} when
 * @property {string} to
 * @property {string} sent
 * @property {string} answered
 * @property {string} answer
 * @property {string} kind
 * @property {string} codes
 * @property {string} agencies
 * @property {string} replaces
 * @property {string[]} rows
 */
/** @typedef {{states: string[], kept: string[], said: any[][]}} RawPanel */

const FORMAT = "2";
/** @type {[string, keyof Line | ""][]} */
const COLUMNS = [
  ["format", ""],
  ["finding_id", "id"],
  ["title", "title"],
  ["state", "state"],
  ["note", "note"],
  ["who", "who"],
  ["when", "when"],
  ["question_to", "to"],
  ["sent_on", "sent"],
  ["answered_on", "answered"],
  ["answer", "answer"],
  ["fingerprint", "rows"],
  ["kind", "kind"],
  ["codes", "codes"],
  ["agencies", "agencies"],
  ["replaces", "replaces"],
];
/** @type {(keyof Line)[]} */
const ORDER = [
  "id",
  "title",
  "state",
  "note",
  "who",
  "when",
  "to",
  "sent",
  "answered",
  "answer",
  "kind",
  "codes",
  "agencies",
  "replaces",
];

export class Panel {
  /** @param {RawPanel} raw @param {(event: number) => string} rowId */
  constructor(raw, rowId) {
    this.states = raw.states;
    /** Findings whose disposition is restricted: its words are not in the page. */
    this.kept = new Set(raw.kept);
    /** @type {Map<string, Line>} as they would be read again */
    this.saved = new Map();
    for (const line of raw.said) {
      const rows = line[ORDER.length].map((/** @type {number | string} */ row) =>
        typeof row === "number" ? rowId(row) : row
      );
      const read = Object.fromEntries(ORDER.map((name, n) => [name, line[n]]));
      this.saved.set(line[0], /** @type {Line} */ ({ ...read, rows }));
    }
    /** @type {Map<string, Line>} */
    this.now = new Map(this.saved);
    /** What the page was made with. */
    this.built = this.saved;
    /** Forms in which something stands that has not been kept. @type {Set<object>} */
    this.drafts = new Set();
    this.who = "";
    /** @type {(() => void)[]} */
    this.listeners = [];
  }

  /** @param {string} id */
  state(id) {
    return this.now.get(id)?.state ?? (this.kept.has(id) ? "restricted" : "");
  }

  /** @param {string} id */
  isUnsaved(id) {
    return this.now.get(id) !== this.saved.get(id);
  }

  get unsaved() {
    return [...this.now.keys()].filter((id) => this.isUnsaved(id));
  }

  /** Whether something would be lost with the page. */
  get atRisk() {
    return this.drafts.size > 0 || this.unsaved.length > 0;
  }

  /** @param {string} id whether nobody has said anything of it yet */
  isNew(id) {
    const line = this.now.get(id);
    return line ? line.state === "open" && !line.note && !line.who : !this.kept.has(id);
  }

  /** @param {Omit<Line, "when" | "replaces">} said */
  enter(said) {
    const before = this.now.get(said.id);
    const replaces = before && [before.replaces, before.when || "undated"].filter(Boolean);
    this.now.set(said.id, { ...said, when: localNow(), replaces: replaces?.join(" | ") ?? "" });
    this.who = said.who;
    this.tell();
  }

  /** Back to what was saved last. @param {string} id */
  takeBack(id) {
    const line = this.saved.get(id);
    if (line) this.now.set(id, line);
    else this.now.delete(id);
    this.tell();
  }

  /** Everything that the page knows, as one file; from now on it counts as saved. */
  save() {
    const file = csv([...this.now.values()]);
    this.saved = new Map(this.now);
    this.tell();
    return file;
  }

  tell() {
    for (const listener of this.listeners) listener();
  }
}

/** @param {Line[]} lines @returns {string} as Excel writes it, with nothing it takes for a formula */
export function csv(lines) {
  const rows = lines.map((line) =>
    COLUMNS.map(([, name]) => {
      const value = name ? line[name] : FORMAT;
      return cell(typeof value === "string" ? value : value.join(" "));
    }).join(",")
  );
  return "\ufeff" + [COLUMNS.map(([name]) => name).join(","), ...rows, ""].join("\r\n");
}

/** The same as guard() of loaders/ourcsv.py, then quoted. @param {string} text */
function cell(text) {
  const plain = text.replaceAll("\0", "");
  const safe = /^'*[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @returns {string} the time on this machine's clock, "2026-11-21T12:04:30" */
function localNow() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

/** @returns {string} an id for something that the panel adds */
export function ownId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return "p-" + Array.from(bytes, (n) => n.toString(16).padStart(2, "0")).join("");
}

/**
 * Text that somebody wrote, fit to be shown: the same as clean() of viz/clean.py.
 * @param {string} text
 */
export function clean(text) {
  return text.replace(/\r\n?/g, "\n")
    .replace(/(?![\t\n])\p{Cc}|\p{Cs}|[\ufdd0-\ufdef\ufffe\uffff]/gu, "\ufffd")
    .replace(
      /[\u202a-\u202e\u2066-\u2069]/g,
      (c) => `[U+${c.charCodeAt(0).toString(16).toUpperCase()}]`,
    );
}

/**
 * A chosen set of rows: what the chronology shows and what the presenter steps through. It is
 * written as text, so that it can stand in the address of a view.
 * @module
 */

import { UNCODED } from "./data.js";
import { DAY, inWords, readDay } from "./dates.js";
import { listed } from "./dom.js";

/** @typedef {import("./mount.js").Context} Context */
/** @typedef {Record<string, string>} RowSet what is asked for, by key; nothing is every row */

/** In the order in which they are said. */
export const KEYS = [
  "shape",
  "kind",
  "source",
  "person",
  "line",
  "fact",
  "cited",
  "uncoded",
  "from",
  "to",
  "words",
];

/** The text of a set that leaves nothing out. */
export const EVERY = "all";

/** @param {string} text @returns {RowSet} */
export function readSet(text) {
  const given = new URLSearchParams(text === EVERY ? "" : text);
  return Object.fromEntries(KEYS.map((key) => [key, given.get(key) ?? ""]).filter((p) => p[1]));
}

/** @param {RowSet} set @returns {string} */
export function writeSet(set) {
  const given = new URLSearchParams(KEYS.map((key) => [key, set[key] ?? ""]).filter((p) => p[1]));
  return given.toString() || EVERY;
}

/** The names of the people, as the rows give them. @param {Context} context @returns {string[]} */
export function persons({ rows, root }) {
  const named = Array.from(root.querySelectorAll(".people bdi"), (node) => node.textContent ?? "");
  const cells = new Set(rows.list.map((_, n) => rows.plain(n, 3)));
  return named.filter((name) => Array.from(cells).some((cell) => names(cell, name)));
}

/** @param {string} cell @param {string} person */
export const names = (cell, person) =>
  `, ${cell},`.replaceAll(" (mentioned),", ",").includes(`, ${person},`);

/** @type {WeakMap<object, string[]>} */
const texts = new WeakMap();

/**
 * The rows of a set, in the order of the data: by date, those without one last.
 * @param {Context} context
 * @param {RowSet} set
 * @returns {number[]}
 */
export function pick({ data, rows }, set) {
  const wanted = (set.words ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  let text = texts.get(rows);
  if (wanted.length && !text) {
    // what a row is coded as telling is found too: a panel asks for "strangulation"
    text = rows.list.map((row, n) =>
      [row.textContent, ...data.reveals(n).map(({ fact }) => data.facts[fact].label)].join(" ")
        .toLowerCase()
    );
    texts.set(rows, text);
  }
  const cited = new Set(
    set.line
      ? of(data, set.line)
      : set.cited
      ? [...data.evidence.keys()].flatMap((id) => of(data, id))
      : [],
  );
  const fact = Number(set.fact);
  const from = (readDay(set.from ?? "") ?? -Infinity) * DAY;
  const to = (readDay(set.to ?? "") ?? Infinity) * DAY + DAY - 1;
  const out = [];
  for (let n = 0; n < data.count; n++) {
    const kind = data.kinds[data.kind[n]];
    if (
      // what a row was before anybody coded it is not said of it
      (!(set.shape || set.kind) || !(data.flags[n] & UNCODED)) &&
      (!set.shape || kind.shape === set.shape) &&
      (!set.kind || kind.label === set.kind) &&
      (!set.source || data.lanes[data.teams[data.team[n]].lane].id === set.source) &&
      (!set.uncoded || data.flags[n] & UNCODED) &&
      (!(set.line || set.cited) || cited.has(n)) &&
      (!set.fact || data.reveals(n).some((one) => one.fact === fact)) &&
      data.high[n] >= from && data.low[n] <= to &&
      (!set.person || names(rows.plain(n, 3), set.person)) &&
      wanted.every((word) => text?.[n].includes(word))
    ) out.push(n);
  }
  return out;
}

/** @param {import("./data.js").Data} data @param {string} id @returns {number[]} */
const of = (data, id) => (data.evidence.get(id) ?? []).flatMap((part) => part.rows);

/**
 * @param {Context} context
 * @param {RowSet} set
 * @returns {string} "Rows of Police that hold the words “neck”"
 */
export function setInWords({ data }, set) {
  const dates = ["from", "to"].map((key) => {
    const day = readDay(set[key] ?? "");
    return day === null ? "" : `${key} ${inWords(day)}`;
  }).filter(Boolean).join(" ");
  const parts = [
    set.kind && `of the kind “${set.kind}”`,
    set.source && `of ${data.lanes.find((lane) => lane.id === set.source)?.name ?? set.source}`,
    set.person && `that name ${set.person}`,
    set.line && "of one line of enquiry",
    set.fact && `that tell of “${data.facts[Number(set.fact)]?.label ?? ""}”`,
    set.cited && "on which a line of enquiry rests",
    set.uncoded && "not coded",
    dates && `that may be ${dates}`,
    set.words && `with the words “${set.words}”`,
  ].filter(Boolean);
  const what = set.shape === "incident" ? "Incidents" : parts.length ? "Rows" : "Every row";
  return [what, listed(/** @type {string[]} */ (parts))].filter(Boolean).join(" ");
}

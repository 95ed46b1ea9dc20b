/**
 * The strip of time above a record: the seat's own rows so far, each a mark of its kind.
 * @module
 */

import { DAY, dayOf, partsOf, ticks } from "../dates.js";
import { s } from "../dom.js";
import { mark, SHAPES } from "../marks.js";
import { stripSpan } from "./data.js";

const HIGH = 64;
const LINE = 26;
/** How deep lines go: above the names of the months, which are up to 20 pixels high. */
const DEEP = 41;

/** @param {number} year @returns {number} */
const firstMinute = (year) => (dayOf(year, 1, 1) ?? 0) * DAY;
/** @param {number} minute */
const yearOf = (minute) => partsOf(Math.floor(minute / DAY))[0];

/**
 * Draw it; what it shows stands in words beside it, so that it is hidden from screen readers.
 * @param {object} what
 * @param {number} what.base
 * @param {number} what.first since base: the first contact or stop that has come
 * @param {number} what.minute since base: where the room is
 * @param {{minute: number, shape: string}[]} what.rows those that have been on the screen
 * @param {number[]} what.stops minutes of the moments that have been reached
 * @param {number} what.width
 * @returns {SVGElement}
 */
export function strip({ base, first: begin, minute, rows, stops, width }) {
  const [first, last] = stripSpan(base + begin, base + minute, firstMinute, yearOf);
  const wide = Math.max(280, width);
  /** @param {number} at absolute */
  const x = (at) => Math.round(10 * (12 + (wide - 24) * (at - first) / (last - first))) / 10;
  const now = x(base + Math.max(0, minute));
  const svg = s("svg", {
    class: "strip",
    viewBox: `0 0 ${wide} ${HIGH}`,
    width: wide,
    height: HIGH,
    "aria-hidden": "true",
  });
  svg.append(
    s("rect", { class: "outside", x: now, y: 4, width: Math.max(0, wide - now), height: DEEP - 4 }),
    s("path", { class: "axis", d: `M0 ${LINE}H${wide}` }),
  );
  for (const { minute: at, label } of ticks(first, last, wide / 90)) {
    const edge = x(at);
    if (edge > wide - 40) continue;
    const text = s("text", { class: "tick", x: edge + 3, y: HIGH - 4 });
    text.textContent = label;
    svg.append(s("path", { class: "grid", d: `M${edge} 4V${HIGH}` }), text);
  }
  for (const at of stops.filter((one) => base + one >= first)) {
    svg.append(s("path", { class: "stop", d: `M${x(base + at)} 4V${DEEP}` }));
  }
  // what would stand on the same spot is drawn once: 5,000 rows are a strip too
  const size = rows.length > 400 ? 3 : 6;
  const seen = new Set();
  /** @type {Map<string, string[]>} */
  const paths = new Map();
  for (const row of rows) {
    const at = Math.round(x(base + row.minute));
    if (seen.has(`${row.shape}${at}`)) continue;
    seen.add(`${row.shape}${at}`);
    const path = paths.get(row.shape) ?? [];
    if (!path.length) paths.set(row.shape, path);
    path.push(mark(row.shape, at, LINE, size));
  }
  for (const shape of SHAPES) {
    const path = paths.get(shape);
    if (path) svg.append(s("path", { class: `m-${shape}`, d: path.join("") }));
  }
  svg.append(s("path", { class: "asat-line", d: `M${now} 2V${DEEP}` }));
  return svg;
}

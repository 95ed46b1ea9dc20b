/**
 * How long nothing came: what lies between two contacts, or between the last of them and a stop.
 * @module
 */

import { DAY } from "../dates.js";
import { counted } from "../dom.js";

/** Fewer days need no word. */
const LEAST = 60;
const MONTH = 30.44;

/**
 * How long it is from one minute to another; empty where it is short.
 * @param {number} from
 * @param {number} to
 * @param {boolean} exact whether the first is a day, and not the last that it can have been
 * @returns {string}
 */
export function lasting(from, to, exact) {
  const days = Math.floor(to / DAY) - Math.floor(from / DAY);
  if (days < LEAST) return "";
  const months = days / MONTH;
  return exact
    ? `about ${counted(Math.round(months), "month")}`
    : `at least ${counted(Math.max(1, Math.floor(months)), "month")}`;
}

/**
 * Whether a row's date names the day by which it comes.
 * @param {{when: string, minute: number}} row
 * @param {(minute: number) => string} day
 */
export const isOfDay = (row, day) => row.when.startsWith(day(row.minute));

/**
 * What is said at a stop of a seat that has met no contact for long; nothing where the last may
 * have come later.
 * @param {{when: string, minute: number, doubt?: boolean} | undefined} last
 * @param {number} minute
 * @param {(minute: number) => string} day
 * @returns {string}
 */
export function sinceLast(last, minute, day) {
  if (!last || last.doubt) return "";
  const exact = isOfDay(last, day);
  const long = lasting(last.minute, minute, exact);
  // the hour of it is of no weight by now
  const since = exact ? day(last.minute) : `the last one (${lower(last.when)})`;
  return long && `No further contact has come on this screen since ${since}: ${long}.`;
}

/**
 * What is said of a contact that comes long after the one before it; of days alone.
 * @param {{when: string, minute: number, doubt?: boolean} | undefined} before
 * @param {{when: string, minute: number, doubt?: boolean}} row
 * @param {(minute: number) => string} day
 * @returns {string}
 */
export function afterLast(before, row, day) {
  if (!before || before.doubt || row.doubt || !isOfDay(row, day)) return "";
  const long = lasting(before.minute, row.minute, isOfDay(before, day));
  return long && `${long[0].toUpperCase()}${long.slice(1)} after the contact before.`;
}

/** @param {string} when */
const lower = (when) =>
  /^(Early|Mid|Late|Between|About|Since|Before|After|Undated)\b/.test(when)
    ? when[0].toLowerCase() + when.slice(1)
    : when;

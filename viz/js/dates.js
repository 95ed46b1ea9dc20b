/**
 * Days as British readers write them. A minute counts from 1 January of the year 1, as in Python.
 * @module
 */

export const DAY = 1440;
const EPOCH_DAYS = 719162;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** @param {number} day @returns {Date} */
const utc = (day) => new Date((day - EPOCH_DAYS) * 86400000);

/**
 * The day (a whole number) of a year, month (1–12) and day of the month; null if there is none.
 * @param {number} year
 * @param {number} month
 * @param {number} dayOfMonth
 * @returns {number | null}
 */
export function dayOf(year, month, dayOfMonth) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return null;
  return Math.round(date.getTime() / 86400000) + EPOCH_DAYS;
}

/** @param {number} day @returns {[number, number, number]} year, month 1–12, day of the month */
export function partsOf(day) {
  const date = utc(day);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

/** @param {number} day @returns {string} "14 March 2012" */
export function inWords(day) {
  const [year, month, date] = partsOf(day);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** @param {number} day @returns {string} "2012-03-14", for the address of a view */
export function toIso(day) {
  const [year, month, date] = partsOf(day);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
}

/**
 * Read a day as somebody types it, day first: "14 March 2012", "14/3/2012", "14.3.12",
 * "2012-03-14". Null where it is no day.
 * @param {string} text
 * @returns {number | null}
 */
export function readDay(text) {
  const plain = text.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const digits = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{2}|\d{4})$/.exec(plain);
  if (digits) return dayOf(fullYear(digits[3]), Number(digits[2]), Number(digits[1]));
  const words = /^(\d{1,2})(?:st|nd|rd|th)? ?([a-z]{3,9})\.?,? ?(\d{2}|\d{4})$/.exec(plain);
  if (!words) return null;
  const month = MONTHS.findIndex((name) => name.toLowerCase().startsWith(words[2]));
  return month < 0 ? null : dayOf(fullYear(words[3]), month + 1, Number(words[1]));
}

/** @param {string} text */
const fullYear = (text) => (text.length === 2 ? 2000 + Number(text) : Number(text));

/**
 * Ticks for an axis: days that begin a month or a year, or plain days when zoomed far in.
 * @param {number} first minute
 * @param {number} last minute
 * @param {number} most how many labels there is room for
 * @returns {{minute: number, label: string}[]}
 */
export function ticks(first, last, most) {
  /** @type {{minute: number, label: string}[]} */
  const out = [];
  const days = (last - first) / DAY;
  const step = [1, 2, 7, 14].find((n) => days / n <= most);
  if (step) {
    for (let day = Math.ceil(first / DAY / step) * step; day * DAY <= last; day += step) {
      const [year, month, date] = partsOf(day);
      out.push({ minute: day * DAY, label: `${date} ${MONTHS[month - 1].slice(0, 3)} ${year}` });
    }
    return out;
  }
  const [year0, month0] = partsOf(Math.floor(first / DAY));
  const months = days / 30.4;
  const every = [1, 3, 6, 12, 24, 60, 120, 240].find((n) => months / n <= most) ?? 600;
  let index = Math.ceil((year0 * 12 + month0 - 1) / every) * every;
  for (;; index += every) {
    const year = Math.floor(index / 12);
    const day = dayOf(year, (index % 12) + 1, 1);
    if (day === null || day * DAY > last) return out;
    if (day * DAY < first) continue;
    const label = every >= 12 ? String(year) : `${MONTHS[index % 12].slice(0, 3)} ${year}`;
    out.push({ minute: day * DAY, label });
  }
}

/**
 * The pooled-picture curve under the lanes, and its table: what all held together, what any one
 * held, and, apart from both, what people close to them knew.
 * @module
 */

import { DAY, inWords } from "./dates.js";
import { h, s } from "./dom.js";
import { short } from "./marks.js";

/** @typedef {import("./data.js").Pooled} Pooled */
/**
 * @typedef {object} Frame
 * @property {(minute: number) => number} x
 * @property {number} width
 * @property {number} foot where the lanes end, and the curve's room begins
 * @property {number} base the zero line
 * @property {number} last minute
 */

/**
 * The outline of a band in steps: forth along its upper side, back along its lower.
 * @param {[number, number, number][]} steps minute, low, high
 * @param {(minute: number) => number} x
 * @param {(value: number) => number} y
 * @param {number} last minute
 */
export function band(steps, x, y, last) {
  let upper = "";
  let lower = "";
  steps.forEach(([minute, low, high], n) => {
    const left = short(x(minute));
    const right = short(x(n + 1 < steps.length ? steps[n + 1][0] : last));
    upper += `${n ? "V" : `M${left} `}${short(y(high))}H${right}`;
    lower = `V${short(y(low))}H${left}` + lower;
  });
  return upper && `${upper}${lower}z`;
}

/** @param {Pooled} pooled @returns {string} what stands beside the curve */
export function curveName({ alone, informal }) {
  const near = informal.length ? "; dotted, people close to them" : "";
  return alone
    ? `Known to the one agency (A)${near}`
    : `Known to all together (A) and, dashed, to any one (B)${near}`;
}

/** @param {Pooled} pooled @param {Frame} frame @returns {SVGElement[]} */
export function curve(pooled, { x: at, width, foot, base, last }) {
  const { points, informal, alone } = pooled;
  if (!points.length) return [];
  const most = Math.max(1, ...points.map((p) => p[2]), ...informal.map((p) => p[2]));
  const y = (/** @type {number} */ value) => base - 2 - ((base - foot - 10) * value) / most;
  // dashes far outside the drawing would cost as much as those inside it
  const x = (/** @type {number} */ minute) => Math.min(width + 9, Math.max(-9, at(minute)));
  /** @type {SVGElement[]} */
  const out = [
    s("path", { class: "band-pool", d: band(points.map((p) => [p[0], p[1], p[2]]), x, y, last) }),
  ];
  if (!alone) {
    const best = band(points.map((p) => [p[0], p[3], p[4]]), x, y, last);
    out.push(s("path", { class: "band-best", d: best }));
  }
  if (informal.length) {
    out.push(s("path", { class: "band-informal", d: band(informal, x, y, last) }));
  }
  for (
    const [name, letter, day] of /** @type {[string, string, number | null][]} */ ([
      ["pool", "A", pooled.poolDay],
      ["best", "B", alone ? null : pooled.bestDay],
    ])
  ) {
    if (day === null || at(day) < 0 || at(day) > width) continue;
    const place = short(at(day));
    out.push(
      s("path", { class: `day-${name}`, d: `M${place} ${foot}V${base}` }),
      s("circle", { class: "flag", cx: place, cy: foot + 11, r: 9 }),
      s("text", { class: "flag-letter", x: place, y: foot + 16, "text-anchor": "middle" }, letter),
    );
  }
  return out;
}

/**
 * The days on which the picture changed, and what was held from then on.
 * @param {Pooled} pooled
 * @returns {{day: number, all: string, one: string, near: string}[]}
 */
export function changes({ points, informal }) {
  /** @type {Map<number, {all?: string, one?: string, near?: string}>} */
  const days = new Map();
  /** @param {number} minute */
  const on = (minute) => {
    const day = Math.floor(minute / DAY);
    const found = days.get(day) ?? {};
    days.set(day, found);
    return found;
  };
  /** @param {number} low @param {number} high */
  const words = (low, high) => low === high ? String(low) : `${low} to ${high}`;
  for (const [minute, low, high, bestLow, bestHigh] of points) {
    Object.assign(on(minute), { all: words(low, high), one: words(bestLow, bestHigh) });
  }
  for (const [minute, low, high] of informal) on(minute).near = words(low, high);
  let now = { all: "0", one: "0", near: "0" };
  return [...days].sort((a, b) => a[0] - b[0]).map(([day, found]) => {
    now = { ...now, ...found };
    return { day, ...now };
  });
}

/**
 * The curve for those who cannot see it: the days on which it changed; made when it is opened.
 * @param {Pooled} pooled
 * @param {string} [words]
 */
export function curveTable(pooled, words = "The curve as a table") {
  const { alone, informal, unit } = pooled;
  const box = h(
    "details",
    { class: "curve-table" },
    h("summary", {}, words),
  );
  box.addEventListener("toggle", () => {
    if (box.childElementCount > 1) return;
    const heads = ["From", alone ? "The one agency" : "All together"];
    if (!alone) heads.push("The most that any one agency held");
    if (informal.length) heads.push("People close to them, not added in");
    box.append(
      h(
        "table",
        {},
        h("caption", {}, `Figures: ${unit.replace(", shaded where in doubt", "")}.`),
        h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
        h(
          "tbody",
          {},
          ...changes(pooled).map(({ day, all, one, near }) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, inWords(day)),
              h("td", {}, all),
              !alone && h("td", {}, one),
              informal.length > 0 && h("td", {}, near),
            )
          ),
        ),
      ),
    );
  });
  return box;
}

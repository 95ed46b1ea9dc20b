/**
 * What the chosen fact adds to the lanes, up to the as-at day: a ring where it was first known, the
 * shares of it, and where a share would be expected and there is no record of one.
 *
 * An end is filled where that side's own record has the share, and open where it has not.
 * @module
 */

import { DAY } from "./dates.js";
import { s } from "./dom.js";
import { short } from "./marks.js";
import { moment, readFact } from "./story.js";

/** @typedef {import("./mount.js").Context} Context */
/** @typedef {{x: number, y: number}} Spot */
/**
 * Where things stand in the drawing.
 * @typedef {object} Place
 * @property {(minute: number) => number} x
 * @property {(lane: number, team?: number | null) => number | null} band the middle of a lane
 * @property {(event: number) => Spot | undefined} [spot] the mark of a row, where it has one
 * @property {number} width
 * @property {number} base the foot of the lanes
 */

const HEAD = 11;
/** How far an arrow stays from the middle of a mark, so that the mark can be seen. */
const CLEAR = 8;
const LETTER = 7;
const CHIP = 20;

/**
 * The paths of an arrow: its shaft, its head, and the ring or dot that it starts from.
 * @param {Spot} from
 * @param {Spot} to
 */
export function arrow(from, to) {
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / long, (to.y - from.y) / long];
  const [sx, sy] = [from.x + dx * CLEAR, from.y + dy * CLEAR];
  const [ex, ey] = [to.x - dx * CLEAR, to.y - dy * CLEAR];
  const [bx, by] = [ex - dx * HEAD, ey - dy * HEAD];
  const half = HEAD * 0.55;
  return {
    shaft: `M${short(sx)} ${short(sy)}L${short(bx)} ${short(by)}`,
    head: `M${short(ex)} ${short(ey)}L${short(bx - dy * half)} ${short(by + dx * half)}L${
      short(bx + dy * half)
    } ${short(by - dx * half)}z`,
    tail: `M${short(sx - 4)} ${short(sy)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`,
  };
}

/**
 * A place for words beside a point, clear of the words that stand already.
 * @param {Spot} near
 * @param {number} wide
 * @param {number} width of the drawing
 * @param {[number, number, number, number][]} taken left, top, right, bottom
 * @returns {[number, number]} left, top
 */
export function placeWords({ x, y }, wide, width, taken) {
  for (const down of [0, 1, -1, 2, -2]) {
    for (const left of [x + 14, x - wide - 14]) {
      const top = y - CHIP / 2 + down * (CHIP + 2);
      if (left < 2 || left + wide > width - 2 || top < 0) continue;
      const free = taken.every(([l, t, r, b]) =>
        left > r || left + wide < l || top > b || top + CHIP < t
      );
      if (free) return [left, top];
    }
  }
  return [Math.max(2, Math.min(width - wide - 2, x + 14)), y - CHIP / 2];
}

/**
 * @param {Context} context
 * @param {Place} place
 * @returns {SVGElement[]}
 */
export function overlay({ data, store }, { x, band, spot, width }) {
  const fact = readFact(store.state.sel);
  if (fact === null || !data.facts[fact]) return [];
  const end = store.state.at * DAY + DAY - 1;
  const { firsts, shares, gaps } = data.story(fact);
  /** @param {number} event */
  const by = (event) => {
    const minute = moment(data, event);
    return minute !== null && minute <= end ? minute : null;
  };
  /** @param {number} event @returns {Spot | null} */
  const mark = (event) => {
    const minute = by(event);
    const team = data.team[event];
    const y = band(data.teams[team].lane, team);
    return minute === null || y === null ? null : spot?.(event) ?? { x: x(minute), y };
  };
  /** @param {number} event @param {import("./data.js").Holder} holder @returns {Spot | null} */
  const beside = (event, holder) => {
    if (event >= 0 && data.teams[data.team[event]].lane === holder.lane) return mark(event);
    return null;
  };
  /** @param {Spot} one @param {Spot} other */
  const seen = (one, other) =>
    Math.max(one.x, other.x) > -20 && Math.min(one.x, other.x) < width + 20 &&
    Math.abs(one.y - other.y) > 4;

  const path = { shaft: "", filled: "", open: "", gap: "", gapHead: "", ring: "" };
  for (const { row, receipt, giver, taker, how } of shares) {
    const minute = by(row);
    if (minute === null) continue;
    const [top, foot] = [band(giver.lane, giver.team), band(taker.lane, taker.team)];
    if (top === null || foot === null) continue;
    const from = beside(row, giver) ?? { x: x(minute), y: top };
    // those whom one row names stand on one line down from it
    const to = beside(receipt, taker) ?? { x: from.x, y: foot };
    if (!seen(from, to)) continue;
    const { shaft, head, tail } = arrow(from, to);
    path.shaft += shaft;
    path[receipt >= 0 ? "filled" : "open"] += head;
    path[how === "named" ? "open" : "filled"] += tail;
  }
  /** @type {[Spot, string][]} */
  const said = [];
  for (const { fromRow, toRow, words } of gaps) {
    const from = fromRow >= 0 ? mark(fromRow) : null;
    let to = toRow >= 0 ? mark(toRow) : null;
    // a contact that lasted may have begun before: the arrow never runs back in time
    if (from && to && to.x < from.x) to = { ...to, x: from.x };
    if (!from || !to || !seen(from, to)) continue;
    const { shaft, head } = arrow(from, to);
    path.gap += shaft;
    path.gapHead += head;
    if (to.x > -20 && to.x < width + 20) said.push([to, words]);
  }
  for (const event of firsts) {
    const at = mark(event);
    if (at) path.ring += `M${short(at.x - 12)} ${short(at.y)}a12 12 0 1 0 24 0a12 12 0 1 0 -24 0z`;
  }
  /** @type {SVGElement[]} */
  const out = [
    s("path", { class: "ring-under", d: path.shaft + path.gap + path.ring }),
    s("path", { class: "shared", d: path.shaft }),
    s("path", { class: "gap", d: path.gap }),
    s("path", { class: "end", d: path.filled }),
    s("path", { class: "end open", d: path.open }),
    s("path", { class: "gap-head", d: path.gapHead }),
    s("path", { class: "ring", d: path.ring }),
  ];
  /** @type {[number, number, number, number][]} */
  const taken = [];
  for (const [to, words] of said) {
    const wide = words.length * LETTER + 12;
    const [left, top] = placeWords(to, wide, width, taken);
    taken.push([left, top, left + wide, top + CHIP]);
    out.push(
      s("rect", { class: "chip", x: short(left), y: short(top), width: wide, height: CHIP, rx: 3 }),
      s("text", {
        class: "chip-text",
        x: short(left + wide / 2),
        y: short(top + 14.5),
        "text-anchor": "middle",
      }, words),
    );
  }
  return out;
}

/**
 * The lanes: which are drawn, in what order, how tall, and which rows stand where in them.
 * Nothing here draws.
 * @module
 */

import { DAY } from "./dates.js";
import { LASTING, LIFE, REPEATED } from "./data.js";

/** @typedef {import("./data.js").Data} Data */
/**
 * A lane as it is drawn; that of life events is number LIFE_LANE. A line divides off the first of
 * the informal sources, and the lane of life events from what follows.
 * @typedef {{lane: number, team: number | null, top: number, height: number, open: boolean,
 *   divided: boolean}} Band
 */
/**
 * What of the case is drawn: the rows that name these persons (a bit each, 0 for everybody) and
 * those of a line of enquiry, or only the latter.
 * @typedef {{about: number, own: Set<number>, only: boolean}} Choice
 */
/** @typedef {{event: number, a: number, b: number, x: number, wide: boolean}} Reach */
/** @typedef {Reach & {level: number}} Placed */
/** @typedef {{x: number, until: number, rows: number[]}} More */

export const LIFE_LANE = -1;

const TEAM = 36;
const OPEN = 30;
/** A count such as "+7" is this wide. */
export const COUNT = 26;

/** @param {Data} data @param {number} event */
export function dated(data, event) {
  return Number.isFinite(data.low[event]) || Number.isFinite(data.high[event]);
}

/**
 * For each row whether it is drawn.
 * @param {Data} data
 * @param {Choice} choice
 * @returns {Uint8Array}
 */
export function drawn(data, { about, own, only }) {
  const out = new Uint8Array(data.count);
  for (let n = 0; n < data.count; n++) {
    if (!dated(data, n)) continue;
    const named = about === 0 || (data.names[n] & about) !== 0;
    out[n] = own.has(n) || (!only && named) ? 1 : 0;
  }
  return out;
}

/**
 * By what the lanes are ordered: "case", "first" (row) or "rows" (their number), of rows that
 * name the persons of these bits (0: any row).
 * @typedef {{by: string, about: number}} Order
 */

/**
 * The lanes in order, agencies before informal sources, with what they were ordered by: the
 * first row itself, or how many there are.
 * @param {Data} data
 * @param {Order} order
 * @returns {{lane: number, value: number | null}[]}
 */
export function ordered(data, { by, about }) {
  const rows = data.lanes.map(() => 0);
  const first = data.lanes.map(() => Infinity);
  for (let n = 0; n < data.count; n++) {
    if (about !== 0 && (data.names[n] & about) === 0) continue;
    const { lane } = data.teams[data.team[n]];
    rows[lane]++;
    if (dated(data, n)) first[lane] = Math.min(first[lane], n);
  }
  /** @param {number} lane */
  const value = (lane) =>
    by === "rows" ? rows[lane] : by === "first" && first[lane] < Infinity ? first[lane] : null;
  /** @param {number} lane */
  const rank = (lane) => by === "rows" ? -rows[lane] : by === "first" ? first[lane] : lane;
  return data.lanes
    .map(({ place }) => ({ lane: place, value: value(place) }))
    .sort((p, q) =>
      Number(data.lanes[p.lane].informal) - Number(data.lanes[q.lane].informal) ||
      compare(rank(p.lane), rank(q.lane)) || p.lane - q.lane
    );
}

/** @param {number} a @param {number} b */
const compare = (a, b) => (a === b ? 0 : a < b ? -1 : 1);

/**
 * The teams of an agency that have a lane of their own: with a name, or with rows.
 * @param {Data} data
 * @param {number} lane
 */
export function teamsOf(data, lane) {
  return data.lanes[lane].teams.filter((team) => data.teams[team].name || data.team.includes(team));
}

/**
 * Which lanes there are, from the top; how tall they are is known once their names stand.
 * @param {Data} data
 * @param {object} what
 * @param {number[]} what.lanes in order
 * @param {Set<number>} what.unfolded
 * @param {boolean} what.life whether life events have a lane
 * @returns {Band[]}
 */
export function arrange(data, { lanes, unfolded, life }) {
  /** @type {Band[]} */
  const out = [];
  /** @param {number} lane @param {number | null} team @param {Partial<Band>} [more] */
  const add = (lane, team, more) =>
    out.push({ lane, team, top: 0, height: 0, open: false, divided: false, ...more });
  if (life) add(LIFE_LANE, null);
  const informal = lanes.findIndex((lane) => data.lanes[lane].informal);
  lanes.forEach((lane, n) => {
    const open = unfolded.has(lane);
    add(lane, null, { open, divided: out.length > 0 && (n === 0 || n === informal) });
    if (open) { for (const team of teamsOf(data, lane)) add(lane, team); }
  });
  return out;
}

/**
 * Lanes as tall as the room allows, so that all of them fit a projector without scrolling, and
 * none lower than its name in the reader's own size and spacing.
 * @param {Band[]} bands changed: where each begins, and how tall it is
 * @param {object} room
 * @param {number} room.top where the first begins
 * @param {number} room.free how much room there is
 * @param {number[]} room.names how tall the name of each is
 * @returns {number} where the last ends
 */
export function pile(bands, { top, free, names }) {
  const count = bands.filter(({ team }) => team === null).length;
  const most = count <= 4 ? 96 : 58;
  const folded = Math.min(most, Math.max(34, Math.floor(free / Math.max(1, count))));
  bands.forEach((band, n) => {
    band.top = top;
    band.height = Math.max(names[n], band.team !== null ? TEAM : band.open ? OPEN : folded);
    top += band.height;
  });
  return top;
}

/**
 * For each team the place of the band in which its rows are drawn, -1 for none.
 * @param {Data} data
 * @param {Band[]} bands
 * @returns {Int32Array}
 */
export function bandOfTeam(data, bands) {
  const out = new Int32Array(data.teams.length).fill(-1);
  bands.forEach((band, place) => {
    if (band.lane < 0) return;
    if (band.team !== null) out[band.team] = place;
    else if (!band.open) { for (const team of data.lanes[band.lane].teams) out[team] = place; }
  });
  return out;
}

/** @param {Data} data @param {number} event */
export const inLife = (data, event) => (data.flags[event] & LIFE) !== 0;

/**
 * Where rows begin and end in a drawing of this width, in the order in which they are placed.
 * @param {Data} data
 * @param {number[]} rows
 * @param {{from: number, to: number, width: number, size: number}} view
 * @returns {Reach[]}
 */
export function reaches(data, rows, { from, to, width, size }) {
  const scale = width / (to - from);
  /** @type {Reach[]} */
  const out = [];
  for (const event of rows) {
    const a = Math.max(-20, (data.low[event] - from) * scale);
    const b = Math.min(width + 20, (data.high[event] - from) * scale);
    const lasts = data.flags[event] & (LASTING | REPEATED);
    // a day without a time is one day, and no doubt about when
    const oneDay = !lasts && data.high[event] - data.low[event] < DAY;
    const wide = b - a > 3 * size && !oneDay;
    const begins = lasts || !Number.isFinite(data.high[event]);
    const x = wide && begins ? Math.max(a, size) : (a + b) / 2;
    out.push({ event, a, b, x, wide });
  }
  const key = (/** @type {Reach} */ r) => (r.wide ? r.a : r.x);
  return out.sort((p, q) => key(p) - key(q) || p.event - q.event);
}

/**
 * Put the rows of one lane on its levels. What finds no level stands in a count ("+7") on the
 * lowest one, so that nothing is hidden without a word. Marks may stand over a bar, not over
 * each other.
 * @param {Reach[]} rows in the order of `reaches`
 * @param {number} levels
 * @param {number} size half a mark
 * @returns {{placed: Placed[], bars: Placed[], more: More[]}}
 */
export function stack(rows, levels, size) {
  const marks = new Float64Array(levels).fill(-1e9);
  const ends = new Float64Array(levels).fill(-1e9);
  /** @type {(Placed | undefined)[]} the latest bar of each level */
  const bar = new Array(levels);
  /** @type {Placed[]} the latest marks of the lowest level */
  let low = [];
  /** @type {Placed[]} */
  const placed = [];
  /** @type {Placed[]} */
  const bars = [];
  /** @type {More[]} */
  const more = [];
  /** @type {Set<Placed>} */
  const moved = new Set();
  const lowest = levels - 1;
  /** @type {More | undefined} */
  let count;
  /** @param {number} level @param {number} x */
  const clear = (level, x) => {
    const under = bar[level];
    return marks[level] < x - size && (!under || Math.abs(under.x - x) > 2 * size + 1);
  };
  for (const row of rows) {
    const { a, b, x, wide } = row;
    const open = count && x - size < count.until ? lowest : levels;
    let level = -1;
    for (let n = 0; n < open && level < 0; n++) {
      if (clear(n, x) && ends[n] < (wide ? a : x - size)) level = n;
    }
    for (let n = 0; n < open && level < 0; n++) if (clear(n, x)) level = n;
    const one = { ...row, level };
    if (wide) {
      // a bar is drawn even where its mark finds no place of its own
      const at = level < 0 ? ends.indexOf(Math.min(...ends)) : level;
      ends[at] = Math.max(ends[at], b + 2);
      if (level >= 0) bar[at] = one;
      bars.push(level < 0 ? { ...one, level: at } : one);
    }
    if (level >= 0) {
      placed.push(one);
      if (level === lowest) {
        low = [...low.filter((other) => other.x > (wide ? a : x) - 2 * COUNT), one];
      }
      // the mark of a bar whose date is in doubt stands in its middle: what comes before is free
      if (!wide || x <= a + 2 * size) marks[level] = x + size + 1;
      continue;
    }
    if (!count || x - size >= count.until) {
      const start = Math.max(0, x - size);
      count = { x: start, until: start + COUNT, rows: [] };
      // the count takes the place of what stands there on its level
      for (const under of low) {
        if (under.x + size + 1 < start || under.x - size > count.until || moved.has(under)) {
          continue;
        }
        count.x = Math.min(count.x, under.x - size);
        count.until = count.x + COUNT;
        count.rows.push(under.event);
        moved.add(under);
      }
      low = [];
      marks[lowest] = count.until;
      more.push(count);
    }
    count.rows.push(row.event);
  }
  return { placed: moved.size ? placed.filter((one) => !moved.has(one)) : placed, bars, more };
}

/**
 * The share of the pooled picture at the end of a day, in words.
 * @param {[number, number, number][]} points
 * @param {number} day
 */
export function shareOn(points, day) {
  let [low, high] = [0, 0];
  for (const [minute, least, most] of points) {
    if (minute > day * DAY + DAY - 1) break;
    [low, high] = [Math.round(least * 100), Math.round(most * 100)];
  }
  return low === high ? `${low}%` : `${low}–${high}%`;
}

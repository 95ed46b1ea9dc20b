/**
 * The drawing of the lanes. One path for each shape, so that thousands of marks stay a handful
 * of nodes; all of it is hidden from assistive technology, and the list under it carries the rows.
 * @module
 */

import { LASTING, REPEATED } from "./data.js";
import { DAY, inWords, ticks } from "./dates.js";
import { s } from "./dom.js";
import { inLife, reaches, stack } from "./lanes.js";
import { mark, SHAPES, short } from "./marks.js";

/** @typedef {import("./mount.js").Context} Context */
/** @typedef {import("./lanes.js").Band} Band */
/**
 * What is drawn, and where.
 * @typedef {object} Scene
 * @property {Context} context
 * @property {number} from minute
 * @property {number} to minute
 * @property {number} width
 * @property {(minute: number) => number} at
 * @property {Band[]} bands
 * @property {Int32Array} where band of each team
 * @property {number} life band of life events, -1 for none
 * @property {number} foot of the lanes
 * @property {number} base of the curve
 * @property {Set<number>} lit rows that stand out
 * @property {boolean} faint whether the others are faint
 * @property {number | null} goal a minute that was asked for
 * @property {(event: number) => string} label its date as written
 */
/** @typedef {{event: number, x: number, y: number, band: number}} Spot */
/** @typedef {{x: number, y: number, until: number, band: number, rows: number[]}} Count */

export const HEAD = 38;
export const SIZE = 4.8;
const LEVEL = 12;
/** The strip at the foot of a lane (how much of the pooled picture the agency held) is this tall. */
const shareTall = (/** @type {Band} */ { height }) => Math.floor(Math.min(14, height / 4.5));
const SPAN = 5;

/**
 * Hatching for doubt, dots for repeated: a pattern costs a frame far less than dashes do, and one
 * that is not turned far less than one that is.
 */
export const definitions = () =>
  s(
    "defs",
    {},
    s(
      "pattern",
      {
        id: "hatch",
        width: 8,
        height: 8,
        patternUnits: "userSpaceOnUse",
      },
      s("path", { class: "hatch", d: "M-2 2L2 -2M-2 10L10 -2M6 10L10 6" }),
    ),
    s(
      "pattern",
      { id: "dots", width: 8, height: 8, patternUnits: "userSpaceOnUse" },
      s("path", { class: "dots", d: "M0 0H4V8H0z" }),
    ),
  );

/** @param {Scene} scene @returns {SVGElement[]} */
export function ground({ context: { data }, at, from, to, width, bands, foot, base, goal }) {
  const out = [];
  const [scopeFrom, scopeTo] = data.scope;
  const shade = [];
  if (scopeFrom !== null && at(scopeFrom) > 0) {
    shade.push(`M0 ${HEAD}H${short(Math.min(width, at(scopeFrom)))}V${foot}H0z`);
  }
  if (scopeTo !== null && at(scopeTo) < width) {
    const x = short(Math.max(0, at(scopeTo)));
    shade.push(`M${x} ${HEAD}H${width}V${foot}H${x}z`);
  }
  if (shade.length) out.push(s("path", { class: "outside", d: shade.join("") }));
  let lines = "";
  for (const band of bands) {
    if (band.divided) out.push(s("path", { class: "divide", d: `M0 ${band.top}H${width}` }));
    else lines += `M0 ${band.top}H${width}`;
  }
  lines += `M0 ${foot}H${width}M0 ${base}H${width}`;
  out.push(s("path", { class: "rule", d: lines }));
  let grid = "";
  const asked = goal === null ? -1e9 : at(goal);
  for (const { minute, label } of ticks(from, to, Math.max(2, Math.floor(width / 110)))) {
    const x = short(at(minute));
    grid += `M${x} ${HEAD}V${base}`;
    if (x < width - 62 && Math.abs(x - asked) > 130) {
      out.push(s("text", { class: "tick", x: x + 3, y: base + 17 }, label));
    }
  }
  out.push(s("path", { class: "grid", d: grid }));
  return out;
}

/**
 * Single marks. What does not fit on the levels of a lane is counted there.
 * @param {Scene} scene
 * @param {number[]} seen
 * @returns {{parts: SVGElement[], plates: SVGElement[], spots: Spot[], counts: Count[]}}
 */
export function marks(scene, seen) {
  const { context: { data }, bands, where, life, lit, faint, label } = scene;
  /** @type {Record<string, string>} */
  const paths = {};
  /** @type {string[]} doubt, lasting, repeated */
  const bars = ["", "", ""];
  /** @type {SVGElement[]} */
  const words = [];
  /** @type {Spot[]} */
  const spots = [];
  /** @type {Count[]} */
  const counts = [];
  let outline = "";
  /** @type {SVGElement[]} */
  const plates = [];
  const room = foot(scene);
  /** @type {import("./lanes.js").Reach[][]} */
  const lanes = bands.map(() => []);
  for (const reach of reaches(data, seen, { ...scene, size: SIZE })) {
    const place = where[data.team[reach.event]];
    if (place >= 0) lanes[place].push(reach);
    if (life >= 0 && inLife(data, reach.event)) lanes[life].push(reach);
  }
  lanes.forEach((rows, place) => {
    if (!rows.length) return;
    const band = bands[place];
    const levels = Math.max(1, Math.floor((band.height - room(band) - 2) / LEVEL));
    /** @param {number} level */
    const middle = (level) => band.top + 2 + LEVEL * level + LEVEL / 2;
    const { placed, bars: wide, more } = stack(rows, levels, SIZE);
    for (const { event, x, level } of placed) {
      const y = middle(level);
      const { shape } = data.kinds[data.kind[event]];
      const key = faint && !lit.has(event) ? `${shape} faint` : shape;
      paths[key] = (paths[key] ?? "") + mark(shape, x, y, SIZE);
      spots.push({ event, x, y, band: place });
    }
    joined(wide, data, bars, middle);
    // the date as written stands on a bar where nothing else stands
    for (const one of wide) {
      if (data.flags[one.event] & REPEATED) continue;
      const text = label(one.event);
      const begins = Math.max(one.x + SIZE + 4, 4);
      const ends = begins + text.length * 6.4 + 4;
      if (ends > Math.min(one.b, scene.width)) continue;
      const free = placed.every((p) =>
        p.event === one.event || p.level !== one.level || p.x + SIZE < begins - 4 ||
        p.x - SIZE > ends
      ) && wide.every((p) =>
        p === one || p.level !== one.level || p.b < begins || p.a > ends
      );
      if (!free) continue;
      const at = { x: short(begins), y: short(middle(one.level) + 4) };
      words.push(s("text", { class: "bar-text", ...at }, text));
    }
    for (const { x, until, rows: events } of more) {
      const y = middle(levels - 1);
      outline += `M${short(x)} ${short(y - 6.5)}H${short(until)}v13H${short(x)}z`;
      const text = `${levels === 1 ? "" : "+"}${events.length}`;
      const at = { x: short((x + until) / 2), y: short(y + 4) };
      plates.push(s("text", { class: "count", "text-anchor": "middle", ...at }, text));
      counts.push({ x, until, y, band: place, rows: events });
    }
  });
  /** @type {SVGElement[]} */
  const parts = [];
  const names = ["doubt", "lasting", "repeated"];
  names.forEach((name, n) => {
    const d = bars[n];
    if (!d) return;
    if (n !== 1) parts.push(s("path", { fill: `url(#${n === 0 ? "hatch" : "dots"})`, d }));
    if (n !== 2) parts.push(s("path", { class: name, d }));
  });
  for (const shape of SHAPES) {
    const key = `${shape} faint`;
    if (paths[key]) parts.push(s("path", { class: `m-${key}`, d: paths[key] }));
  }
  for (const shape of SHAPES) {
    if (paths[shape]) parts.push(s("path", { class: `m-${shape}`, d: paths[shape] }));
  }
  if (outline) plates.unshift(s("path", { class: "plate", d: outline }));
  parts.push(...words);
  return { parts, plates, spots, counts };
}

/**
 * Bars that overlap on one level are drawn as one: hundreds of "since" must stay quick.
 * @param {import("./lanes.js").Placed[]} wide in order of where they begin
 * @param {import("./data.js").Data} data
 * @param {string[]} bars
 * @param {(level: number) => number} middle
 */
function joined(wide, data, bars, middle) {
  /** @type {Map<number, {which: number, a: number, b: number, y: number}>} */
  const open = new Map();
  /** @param {{which: number, a: number, b: number, y: number}} bar */
  const add = ({ which, a, b, y }) => {
    const half = which === 2 ? 2 : 5;
    bars[which] += `M${short(a)} ${short(y - half)}H${short(b)}V${short(y + half)}H${short(a)}z`;
  };
  for (const { event, a, b, level } of wide) {
    const which = data.flags[event] & REPEATED ? 2 : data.flags[event] & LASTING ? 1 : 0;
    const key = level * 3 + which;
    const last = open.get(key);
    if (last && a <= last.b) last.b = Math.max(last.b, b);
    else {
      if (last) add(last);
      open.set(key, { which, a, b, y: middle(level) });
    }
  }
  for (const bar of open.values()) add(bar);
}

/**
 * Density strips for the whole of each lane. Dates in doubt and what lasted stay visible: where
 * any stretches over several bars, the head of the lane is hatched, or shaded.
 * @param {Scene} scene
 * @param {number[]} seen
 * @returns {SVGElement[]}
 */
export function strips(scene, seen) {
  const { context: { data }, from, to, width, bands, where, life } = scene;
  const step = 8;
  const bins = Math.ceil(width / step);
  const all = bands.map(() => new Uint16Array(bins));
  const grave = bands.map(() => new Uint16Array(bins));
  // +1 where a span begins, -1 where it ends
  const doubt = bands.map(() => new Int16Array(bins + 1));
  const lasting = bands.map(() => new Int16Array(bins + 1));
  const scale = width / (to - from) / step;
  /** @param {number} minute */
  const binOf = (minute) => Math.min(bins - 1, Math.max(0, Math.floor((minute - from) * scale)));
  const isGrave = data.kinds.map(({ shape }) => shape === "incident" || shape === "disclosure");
  let top = 1;
  /** @param {number} band @param {number} event */
  const count = (band, event) => {
    const low = Math.max(data.low[event], from);
    const high = Math.min(data.high[event], to);
    const spans = data.flags[event] & (LASTING | REPEATED);
    const begins = spans || !Number.isFinite(data.high[event]);
    const bin = binOf(begins ? low : (low + high) / 2);
    top = Math.max(top, ++all[band][bin]);
    if (isGrave[data.kind[event]]) grave[band][bin]++;
    const [a, b] = [binOf(low), binOf(high)];
    if (b - a < 3) return;
    const which = spans ? lasting : doubt;
    which[band][a]++;
    which[band][b + 1]--;
  };
  for (const event of seen) {
    const band = where[data.team[event]];
    if (band >= 0) count(band, event);
    if (life >= 0 && inLife(data, event)) count(life, event);
  }
  const heads = ["", ""];
  /** @type {SVGElement[]} a path of its own for each lane: a browser paints by squares of the page */
  const density = [];
  const room = foot(scene);
  bands.forEach((band, n) => {
    let quiet = "";
    let loud = "";
    const under = band.top + band.height - 1 - room(band);
    const tallest = band.height - room(band) - SPAN - 5;
    for (let bin = 0; bin < bins; bin++) {
      const rows = all[n][bin];
      if (!rows) continue;
      const x = bin * step;
      const tall = Math.max(2, Math.round((tallest * rows) / top));
      quiet += `M${x} ${under}v${-tall}h${step - 1}v${tall}z`;
      if (!grave[n][bin]) continue;
      const part = Math.max(2, Math.round((tallest * grave[n][bin]) / top));
      loud += `M${x} ${under}v${-part}h${step - 1}v${part}z`;
    }
    [doubt, lasting].forEach((which, place) => {
      const y = band.top + 2;
      let open = 0;
      let since = -1;
      for (let bin = 0; bin <= bins; bin++) {
        open += which[n][bin];
        if (open > 0 && since < 0) since = bin;
        if ((open > 0 && bin < bins) || since < 0) continue;
        heads[place] += `M${since * step} ${y}H${bin * step}v${SPAN}H${since * step}z`;
        since = -1;
      }
    });
    if (quiet) density.push(s("path", { class: "density", d: quiet }));
    if (loud) density.push(s("path", { class: "density grave", d: loud }));
  });
  return [
    s("path", { class: "lasting", d: heads[1] }),
    s("path", { fill: "url(#hatch)", d: heads[0] }),
    s("path", { class: "doubt", d: heads[0] }),
    ...density,
  ];
}

/**
 * How much room a band leaves for the strip of the pooled picture.
 * @param {Scene} scene
 * @returns {(band: Band) => number}
 */
function foot({ context: { data } }) {
  return (band) =>
    band.lane >= 0 && band.team === null && data.pictureShare(band.lane).length
      ? shareTall(band) + 1
      : 0;
}

/**
 * The strip at the foot of each folded lane: how much of the pooled picture the agency held.
 * @param {Scene} scene
 * @returns {SVGElement[]}
 */
export function picture({ context: { data }, at, width, bands }) {
  let frame = "";
  const held = ["", ""];
  for (const band of bands) {
    const { lane, team, open } = band;
    const points = lane < 0 || team !== null || open ? [] : data.pictureShare(lane);
    if (!points.length) continue;
    const base = band.top + band.height - 1;
    const tall = shareTall(band);
    frame += `M0 ${base - tall}H${width}V${base}H0z`;
    for (let which = 0; which < 2; which++) {
      let path = "";
      points.forEach((point, n) => {
        const x = at(point[0]);
        const next = n + 1 < points.length ? at(points[n + 1][0]) : width;
        const value = point[which + 1];
        // what is out of view, or narrower than a dot, is not worth a command
        if (next < 0 || x > width || value <= 0 || next - x < 0.3) return;
        path += `M${short(Math.max(0, x))} ${base}v${short(-value * tall)}H${
          short(Math.min(width, next))
        }V${base}z`;
      });
      held[which] += path;
    }
  }
  if (!frame) return [];
  return [
    s("path", { class: "share-all", d: frame }),
    s("path", { class: "share-most", d: held[1] }),
    s("path", { class: "share-least", d: held[0] }),
  ];
}

/**
 * What stands over all lanes: scope, death, the as-at day, the day that was asked for.
 * @param {Scene} scene
 * @returns {SVGElement[]}
 */
export function standing({ context: { data, store }, at, width, base, goal }) {
  /** @type {SVGElement[]} */
  const out = [];
  /**
   * @param {number | null} minute
   * @param {string} kind
   * @param {string} text
   * @param {number} y
   * @param {number} [top]
   */
  const line = (minute, kind, text, y, top = y - 10) => {
    if (minute === null) return;
    const x = short(at(minute));
    if (x < 0 || x > width) return;
    const left = x > width * 0.6;
    const place = { x: left ? x - 5 : x + 5, y, "text-anchor": left ? "end" : "start" };
    out.push(
      s("path", { class: kind, d: `M${x} ${top}V${base}` }),
      s("text", { class: `stand ${kind}-text`, ...place }, text),
    );
  };
  const [scopeFrom, scopeTo] = data.scope;
  line(scopeFrom, "scope", "Scope of the review begins", 14);
  const [dieFrom, dieTo] = data.death;
  const crowd = [dieFrom, store.state.at * DAY].some((minute) =>
    scopeTo !== null && minute !== null && Math.abs(at(minute) - at(scopeTo)) < 420
  );
  line(scopeTo, "scope", crowd ? "" : "Scope ends", 14);
  if (dieFrom !== null && dieTo !== null && dieTo - dieFrom > DAY) {
    const d = `M${short(at(dieFrom))} ${HEAD}H${short(at(dieTo))}V${base}H${short(at(dieFrom))}z`;
    out.push(s("path", { fill: "url(#hatch)", d }));
  }
  line(dieFrom, "death", data.deathLabel, 14);
  line(store.state.at * DAY + DAY - 1, "asat-line", `As at ${inWords(store.state.at)}`, 32);
  if (goal !== null) line(goal, "goal", inWords(Math.floor(goal / DAY)), base + 17, HEAD);
  return out;
}

/**
 * Rings around what is chosen (among faint rows around all that are not), and arrows to those who were told by it.
 * @param {Scene} scene
 * @param {Spot[]} spots
 * @returns {SVGElement[]}
 */
export function chosen(scene, spots) {
  const { context: { data, rows, store }, at, bands, where, lit, faint } = scene;
  const event = rows.find(store.state.sel);
  let rings = "";
  /** @type {Map<number, Spot>} */
  const tell = new Map();
  for (const spot of spots) {
    if (spot.event !== event && !lit.has(spot.event)) continue;
    if (spot.band === where[data.team[spot.event]]) tell.set(spot.event, spot);
    if (!faint && spot.event !== event) continue;
    const { x, y } = spot;
    const r = spot.event === event ? 11 : 9;
    rings += `M${short(x - r)} ${short(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
  // a row that has no mark of its own is shown by a bar where it stands
  for (const one of new Set([...lit, ...(event === undefined ? [] : [event])])) {
    const band = bands[where[data.team[one]]];
    if (!band || tell.has(one) || (!faint && one !== event)) continue;
    const low = Number.isFinite(data.low[one]) ? data.low[one] : data.high[one];
    const high = Number.isFinite(data.high[one]) ? data.high[one] : low;
    const x = short(at((low + high) / 2));
    if (!Number.isFinite(x) || x < -5 || x > scene.width + 5) continue;
    rings += `M${x - 3} ${band.top + 1}h6v${band.height - 2}h-6z`;
  }
  /** @type {SVGElement[]} */
  const out = [];
  if (rings) {
    out.push(
      s("path", { class: "ring-under", d: rings }),
      s("path", { class: "ring", d: rings }),
    );
  }
  let told = "";
  let sent = "";
  for (const [one, { x, y: start, band: own }] of tell) {
    for (const { team, received } of data.shares(one)) {
      const band = bands[where[team] >= 0 ? where[team] : -1];
      if (!band || where[team] === own) continue;
      const y = band.top + band.height / 2;
      const way = y > start ? -1 : 1;
      const path = `M${short(x)} ${short(start - way * 12)}V${y}M${short(x - 5)} ${y + way * 8}L${
        short(x)
      } ${y}L${short(x + 5)} ${y + way * 8}`;
      if (received) told += path;
      else sent += path;
    }
  }
  if (told) out.push(s("path", { class: "arrow", d: told }));
  if (sent) out.push(s("path", { class: "arrow sent", d: sent }));
  return out;
}

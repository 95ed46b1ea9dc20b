/**
 * The network: who was in touch with whom, who told whom, who met, counted on a day. Certain by
 * the end of the day; what dates in doubt leave open is said apart. viz/netdraw.py says the same.
 * @module
 */

import { DAY, inWords } from "./dates.js";
import { counted, listed, thousands } from "./dom.js";

export const CONTACT = 0;
export const SHARE = 1;
export const MEETING = 2;

/** @typedef {import("./data.js").Data} Data */
/**
 * @typedef {object} Node
 * @property {string} name
 * @property {string} under its role or sector
 * @property {number} side -1 the victim's, 1 the perpetrator's, 0 neither or no person
 * @property {number} lane of an agency or team, else -1
 * @property {boolean} team
 * @property {number[]} at x and y, and x and y where teams are shown
 */
/** @typedef {{certain: number, possible: number, mirrored: number, sent: boolean, rows: number[]}} Entry */
/** @typedef {{id: string, kind: number, from: number, to: number, entries: Entry[]}} Tie */
/** @typedef {{count: number, maybe: number, since: number, both: number, sent: number}} Tally */
/**
 * @typedef {object} Net
 * @property {Node[]} nodes people, agencies, teams
 * @property {number} people how many of them are people
 * @property {any[][]} plans width, height and zones, without and with teams
 * @property {(teams: boolean) => Tie[]} ties
 */

/** @type {WeakMap<Data, Net>} */
const read = new WeakMap();

/** @param {Data} data @returns {Net | null} */
export function readNet(data) {
  const raw = data.net;
  if (!raw) return null;
  const known = read.get(data);
  if (known) return known;
  /** @type {Node[]} */
  const nodes = [
    ...raw.people.map((/** @type {any[]} */ [name, under, side]) => ({ name, under, side })),
    ...data.lanes.map(({ name, place }) => ({ name, under: raw.sectors[place], lane: place })),
    ...data.teams.map(({ name, lane }) => ({ name, under: "", lane, team: true })),
  ].map((node, n) => ({ side: 0, lane: -1, team: false, ...node, at: raw.at[n] }));
  const people = raw.people.length;
  /** @param {number} row @returns {[number, number]} */
  const times = (row) => {
    const moved = raw.moved[row];
    if (!moved) return [Math.min(data.startHigh[row], data.high[row]), data.low[row]];
    const [low, high] = moved;
    return [
      high === null ? Infinity : high + data.first,
      low === null ? -Infinity : low + data.first,
    ];
  };
  /** @param {number[]} rows @param {boolean} sent @returns {Entry} */
  const entry = (rows, sent) => {
    const all = rows.map(times);
    const mirrored = rows.length < 2 ? Infinity : Math.max(all[0][0], all[1][0]);
    return { certain: all[0][0], possible: all[0][1], mirrored, sent, rows };
  };
  /** @type {{kind: number, from: number, to: number, entries: Entry[]}[]} */
  const links = raw.links.map((/** @type {number[]} */ [kind, from, to, ...flat]) => {
    /** @type {Entry[]} */
    const entries = [];
    if (kind === SHARE) {
      for (let n = 0; n < flat.length; n += 2) {
        const rows = [flat[n], flat[n + 1]].filter(Boolean).map((row) => row - 1);
        entries.push(entry(rows, flat[n] > 0));
      }
    } else {
      let row = 0;
      for (const step of flat) entries.push(entry([row += step], true));
    }
    return { kind, from, to, entries };
  });
  /** @type {Net} */
  const net = {
    nodes,
    people,
    plans: raw.plans,
    ties(teams) {
      /** @type {Map<string, Tie>} */
      const found = new Map();
      /** @param {number} n */
      const end = (n) => teams || !nodes[n].team ? n : people + nodes[n].lane;
      for (const link of links) {
        let [from, to] = [end(link.from), end(link.to)];
        if (from === to) continue;
        if (link.kind === MEETING && from > to) [from, to] = [to, from];
        const id = `net-${link.kind}-${from}-${to}`;
        /** @type {Tie} */
        const tie = found.get(id) ?? { id, kind: link.kind, from, to, entries: [] };
        const seen = new Set(tie.entries.map(({ rows, sent }) => `${sent} ${rows}`));
        tie.entries.push(...link.entries.filter(({ rows, sent }) => !seen.has(`${sent} ${rows}`)));
        found.set(id, tie);
      }
      for (const { entries } of found.values()) entries.sort((a, b) => a.rows[0] - b.rows[0]);
      return [...found.values()].sort((a, b) => a.kind - b.kind || a.from - b.from || a.to - b.to);
    },
  };
  read.set(data, net);
  return net;
}

/** @param {Tie} tie @param {number} day @returns {Tally} what stands on record by its end */
export function tally({ kind, entries }, day) {
  const minute = day * DAY + DAY - 1;
  const sure = entries.filter((e) => e.certain <= minute);
  const maybe = entries.filter((e) => e.certain > minute && e.possible <= minute);
  const since = Math.min(...sure.map((e) => e.certain));
  if (kind === MEETING) {
    const count = apart(sure);
    return { count, maybe: apart([...sure, ...maybe]) - count, since, both: 0, sent: 0 };
  }
  const both = sure.filter((e) => e.mirrored <= minute).length;
  const sent = sure.filter((e) => e.sent && e.mirrored > minute).length;
  return { count: sure.length, maybe: maybe.length, since, both, sent };
}

/**
 * Several records tell of one meeting: how many cannot be one and the same.
 * @param {Entry[]} entries
 */
function apart(entries) {
  let count = 0;
  let last = -Infinity;
  for (const e of [...entries].sort((a, b) => a.certain - b.certain)) {
    if (count && e.possible <= last) continue;
    count++;
    last = e.certain;
  }
  return count;
}

/** @param {number} kind @param {Tally} found */
export function howMany(kind, { count, maybe, both, sent }) {
  const said = [];
  if (count && kind === CONTACT) said.push(counted(count, "row"));
  else if (count && kind === MEETING) said.push(`on ${counted(count, "day")} at least`);
  else if (count) {
    const how = [
      both && `${both} in both records`,
      sent && `${sent} in the sender’s only`,
      count - both - sent && `${count - both - sent} in the receiver’s only`,
    ];
    said.push(`${counted(count, "time")}: ${how.filter(Boolean).join(", ")}`);
  }
  if (maybe) said.push(`possibly ${maybe}${count ? " more" : ""}`);
  return said.join("; ");
}

/** @param {Data} data @param {Net} net @param {Tie} tie */
export function what(data, net, { kind, from }) {
  if (kind === SHARE) return "told";
  if (kind === MEETING) return "at meetings with";
  return data.lanes[net.nodes[from].lane].informal ? "tells of" : "in touch with";
}

/** @param {number} count @param {string} none @param {string} one @param {string} many */
function many(count, none, one, many) {
  return count ? count === 1 ? one : `${thousands(count)} ${many}` : none;
}

/**
 * What the picture says, before the picture.
 * @param {Data} data
 * @param {Net} net
 * @param {number} day
 * @returns {string[]}
 */
export function sentences(data, net, day) {
  const ties = net.ties(false);
  const minute = day * DAY + DAY - 1;
  const on = inWords(day);
  const [left, right] = [-1, 1].map((side) =>
    listed(net.nodes.filter((node) => node.side === side).map(({ name }) => name))
  );
  const formal = data.lanes.filter((lane) => !lane.informal);
  /** @param {number} lane @param {(e: Entry) => boolean} held @param {number} side */
  const saw = (lane, held, side) =>
    ties.some((tie) =>
      tie.kind === CONTACT && tie.from === net.people + lane && net.nodes[tie.to].side === side &&
      tie.entries.some(held)
    );
  /** @param {Entry} e */
  const sure = (e) => e.certain <= minute;
  /** @param {Entry} e */
  const perhaps = (e) => e.possible <= minute;
  if (!left || !right) {
    const name = left || right;
    if (!name) return [];
    const side = left ? -1 : 1;
    const certain = formal.filter(({ place }) => saw(place, sure, side)).length;
    const maybe = formal.filter(({ place }) => saw(place, perhaps, side)).length - certain;
    const first = many(certain, "no agency", "1 agency", "agencies");
    const more = maybe ? `, and possibly ${maybe} more` : "";
    return [`By ${on} the records show ${first} in touch with ${name}${more}.`];
  }
  /** @type {Set<number>[]} */
  const only = [new Set(), new Set()];
  let both = 0;
  let doubt = 0;
  for (const { place } of formal) {
    const certain = [-1, 1].map((side) => saw(place, sure, side));
    const possible = [-1, 1].map((side) => saw(place, perhaps, side));
    if (certain[0] && certain[1]) both++;
    else if (certain[0] !== possible[0] || certain[1] !== possible[1]) doubt++;
    else if (certain[0] || certain[1]) only[certain[0] ? 0 : 1].add(net.people + place);
  }
  const out = [];
  if (!only[0].size && !only[1].size && !both && !doubt) {
    out.push(`By ${on} the records show no agency in touch with ${left} or ${right}.`);
  } else {
    const first = many(only[0].size, "no agency", "1 agency", "agencies");
    const open = doubt
      ? ` For ${counted(doubt, "more agency", "more agencies")} dates in doubt leave it open.`
      : "";
    out.push(
      `By ${on} the records show ${first} in touch with ${left} only, ${
        only[1].size || "none"
      } with ${right} only and ${both || "none"} with both.${open}`,
    );
  }
  let [count, maybe, across, acrossMaybe] = [0, 0, 0, 0];
  for (const tie of ties) {
    if (tie.kind !== SHARE) continue;
    if ([tie.from, tie.to].some((n) => data.lanes[net.nodes[n].lane].informal)) continue;
    const found = tally(tie, day);
    count += found.count;
    maybe += found.maybe;
    if ([0, 1].some((side) => only[side].has(tie.from) && only[1 - side].has(tie.to))) {
      across += found.count;
      acrossMaybe += found.maybe;
    }
  }
  const more = maybe ? `; possibly ${maybe} more` : "";
  const between = only[0].size && only[1].size
    ? `, ${
      across ? `${across} of them` : acrossMaybe ? "none for certain" : "none"
    } between those in touch with ${left} only and those in touch with ${right} only`
    : "";
  out.push(
    `They show ${many(count, "no share", "1 share", "shares")} between agencies${between}${more}.`,
  );
  const start = data.scope[0] ?? data.first;
  const partly = formal.filter(({ place, coveredFrom, coveredTo }) =>
    (only[0].has(net.people + place) || only[1].has(net.people + place)) &&
    (coveredFrom === null || coveredTo === null || coveredFrom > start || coveredTo < minute)
  );
  if (partly.length) {
    const names = listed(partly.map(({ name }) => name));
    out.push(`What the records of ${names} do not cover cannot be told from them.`);
  }
  return out;
}

/**
 * The page's data, read by position (viz/payload.py writes it), and the rows, read from the table.
 * @module
 */

import { DAY } from "./dates.js";

export const LASTING = 1;
export const REPEATED = 2;
export const FATAL = 4;
export const UNCODED = 8;
export const LIFE = 16;
/** Above the flags stand the persons that a row names, a bit each. */
const NAMES = 6;

/**
 * @typedef {object} Lane
 * @property {number} place
 * @property {string} id
 * @property {string} name
 * @property {boolean} informal
 * @property {number | null} coveredFrom
 * @property {number | null} coveredTo
 * @property {number[]} teams
 * @property {string} coverage
 */
/** @typedef {{name: string, lane: number}} Team */
/** @typedef {{label: string, shape: string, life: boolean}} Kind */
/** @typedef {{id: string, label: string, persons: string, weight: number}} Fact */
/** @typedef {{minute: number, state: string, chain: {event: number, how: string}[]}} Step */
/** @typedef {{key: string, sign: string, short: string, means: string, tell: string}} Word */
/** @typedef {[number, number, number, number, number]} Point */
/**
 * A share of a fact: the giver's row (a meeting's; the taker's where only it has one), and the
 * taker's own row, -1 where it has none.
 * @typedef {object} Passed
 * @property {number} row
 * @property {number} receipt
 * @property {Holder} giver
 * @property {Holder} taker
 * @property {string} how "sent", "minutes", "pathway", "meeting", "maybe-meeting", "named"
 */
/** @typedef {{lane: number, team: number | null}} Holder */
/**
 * No record of a share that would have been expected; its arrow runs between the rows, -1: none.
 * @typedef {object} Gap
 * @property {string} finding
 * @property {number} from lane
 * @property {number} to lane
 * @property {string} words
 * @property {number} fromRow
 * @property {number} toRow
 */
/** @typedef {{firsts: number[], shares: Passed[], gaps: Gap[], findings: string[]}} Story */
/**
 * @typedef {object} Pooled
 * @property {Point[]} points
 * @property {number | null} poolDay
 * @property {number | null} bestDay
 * @property {string} unit
 * @property {[number, number, number][]} informal what people close to them knew
 * @property {boolean} alone whether only one agency's chronology has been read
 */
/**
 * What a finding concerns: its weight, then places of agencies (whom to ask first), persons,
 * codes and rows on which its agencies were in touch.
 * @typedef {[number, number[], number[], number[], number[]]} About
 */
/**
 * @typedef {object} Data
 * @property {number} first minute
 * @property {number} last minute
 * @property {number} asAt day
 * @property {[number | null, number | null]} scope
 * @property {[number | null, number | null]} death
 * @property {string} deathLabel
 * @property {Lane[]} lanes
 * @property {Team[]} teams
 * @property {Kind[]} kinds
 * @property {Fact[]} facts
 * @property {number} count of events
 * @property {Uint16Array} team
 * @property {Uint16Array} kind
 * @property {Uint8Array} flags
 * @property {{label: string, role: string}[]} named persons by whom rows can be told apart
 * @property {Uint8Array} names which of them a row names, a bit each
 * @property {Float64Array} low earliest minute, -Infinity where open
 * @property {Float64Array} high latest minute, Infinity where open
 * @property {Float64Array} startHigh latest minute of the start
 * @property {(event: number) => {fact: number, stance: string}[]} reveals
 * @property {(event: number) => {team: number, received: boolean}[]} shares
 * @property {(event: number) => {there: number[], invited: number[]} | null} meeting lanes that a
 *   meeting's rows name as there and as invited; null where the row is of no meeting
 * @property {(fact: number, lane: number) => Step[]} steps
 * @property {Map<string, {part: string, rows: number[]}[]>} evidence by finding
 * @property {Map<string, About>} about by finding
 * @property {string[]} persons
 * @property {string[]} codes
 * @property {import("./dispositions.js").RawPanel} panel
 * @property {Word[]} words
 * @property {{group: string, words: string, event: number}[]} keyDays days that are asked for by
 *   name
 * @property {number[]} changes days on which what is known changes
 * @property {Pooled | null} pooled
 * @property {(lane: number) => [number, number, number][]} pictureShare of the pooled picture:
 *   from which minute on, at least and at most (0 to 1); nothing for an informal source
 * @property {(fact: number) => Story} story how a fact went from record to record
 * @property {any} net the network, as it came (netdata.js reads it)
 */

/**
 * @param {any} raw the parsed JSON
 * @returns {Data}
 */
export function decode(raw) {
  if (raw?.v !== 1) throw new Error("the page's data and its script are of different versions");
  /** @type {number} */
  const base = raw.base;
  /** @param {number | null} minute */
  const abs = (minute) => (minute === null ? null : minute + base);
  /** @type {Team[]} */
  const teams = [];
  /** @type {Lane[]} */
  const lanes = raw.lanes.map((/** @type {any[]} */ lane, /** @type {number} */ place) => {
    const own = lane[5].map((/** @type {string} */ name) => teams.push({ name, lane: place }) - 1);
    return {
      place,
      id: lane[0],
      name: lane[1],
      informal: lane[2] === 1,
      coveredFrom: abs(lane[3]),
      coveredTo: abs(lane[4]),
      teams: own,
      coverage: lane[6],
    };
  });
  const count = raw.ev.length;
  const data = {
    team: new Uint16Array(count),
    kind: new Uint16Array(count),
    flags: new Uint8Array(count),
    names: new Uint8Array(count),
    low: new Float64Array(count),
    high: new Float64Array(count),
    startHigh: new Float64Array(count),
  };
  for (let n = 0; n < count; n++) {
    const row = raw.ev[n];
    data.team[n] = row[0];
    data.kind[n] = row[1];
    data.flags[n] = (row[2] & ((1 << NAMES) - 1)) | (raw.kinds[row[1]][2] ? LIFE : 0);
    data.names[n] = row[2] >> NAMES;
    const [low, high] = interval(row[3], row.length > 4 ? row[4] : DAY - 1, base);
    data.low[n] = low;
    data.high[n] = data.startHigh[n] = high;
    if (row.length > 5) data.high[n] = interval(row[5], row[6], base)[1];
  }
  /** @type {Map<number, Step[]>} */
  const held = new Map();
  /** @type {Set<number>} */
  const changed = new Set();
  for (const [fact, lane, steps] of raw.held) {
    /** @type {Step[]} */
    const list = steps.map((/** @type {number[]} */ step) => {
      const chain = [];
      for (let n = 2; n < step.length; n += 2) {
        chain.push({ event: step[n], how: raw.hows[step[n + 1]] });
      }
      changed.add(Math.floor((step[0] + base) / DAY));
      return { minute: step[0] + base, state: raw.states[step[1]], chain };
    });
    held.set(fact * lanes.length + lane, list);
  }
  const pooled = raw.pooled;
  /** @type {[number, number, number][][]} */
  const picture = [];
  let sum = 0;
  const days = raw.days.map((/** @type {number} */ step) => sum += step);
  /** @param {number} n @returns {Holder} */
  const holder = (n) => n < 0 ? { lane: -1 - n, team: null } : { lane: teams[n].lane, team: n };
  return {
    ...data,
    net: raw.net ?? null,
    count,
    lanes,
    teams,
    first: base,
    last: base + raw.end,
    asAt: Math.floor((base + raw.asAt) / DAY),
    scope: [abs(raw.scope[0]), abs(raw.scope[1])],
    death: [abs(raw.death[0]), abs(raw.death[1])],
    deathLabel: raw.deathLabel,
    kinds: raw.kinds.map((/** @type {any[]} */ k) => ({
      label: k[0],
      shape: k[1],
      life: k[2] === 1,
    })),
    named: (raw.named ?? []).map((/** @type {string[]} */ p) => ({ label: p[0], role: p[1] })),
    facts: raw.facts.map((/** @type {any[]} */ f) => ({
      id: f[0],
      label: f[1],
      persons: f[2],
      weight: f[3],
    })),
    reveals: (event) =>
      pairs(raw.rev[event]).map(([fact, stance]) => ({ fact, stance: raw.stances[stance] })),
    shares: (event) =>
      (raw.shared[event] ?? []).map((/** @type {number} */ n) => ({
        team: n >> 1,
        received: (n & 1) === 1,
      })),
    meeting: (event) => {
      const found = raw.meet?.[event];
      return found ? { there: found[0], invited: found[1] } : null;
    },
    steps: (fact, lane) => held.get(fact * lanes.length + lane) ?? [],
    evidence: new Map(
      raw.evidence.map((/** @type {[string, number[][]]} */ [id, parts]) => [
        id,
        parts.map(([part, ...list]) => ({ part: raw.parts[part], rows: list })),
      ]),
    ),
    about: new Map(raw.evidence.map((/** @type {[string]} */ [id], /** @type {number} */ n) => [
      id,
      raw.about?.[n],
    ])),
    persons: raw.persons,
    codes: raw.codes,
    panel: raw.panel,
    words: raw.words.map((/** @type {string[]} */ w) => ({
      key: w[0],
      sign: w[1],
      short: w[2],
      means: w[3],
      tell: w[4],
    })),
    keyDays: (raw.keyDays ?? []).map((/** @type {[string, string, number]} */ d) => ({
      group: d[0],
      words: d[1],
      event: d[2],
    })),
    changes: [...changed].sort((a, b) => a - b),
    pooled: pooled && {
      points: pooled.points.map((/** @type {Point} */ p) => [p[0] + base, p[1], p[2], p[3], p[4]]),
      poolDay: abs(pooled.poolDay),
      bestDay: abs(pooled.bestDay),
      unit: pooled.unit,
      informal: pooled.informal.map((/** @type {number[]} */ p) => [p[0] + base, p[1], p[2]]),
      alone: pooled.alone === 1,
    },
    pictureShare: (lane) => {
      if (picture[lane]) return picture[lane];
      const flat = raw.picture[lane];
      const out = picture[lane] = /** @type {[number, number, number][]} */ ([]);
      for (let n = 0; n < flat.length; n += 3) {
        out.push([days[flat[n]] * DAY, flat[n + 1] / 100, flat[n + 2] / 100]);
      }
      return out;
    },
    story: (fact) => {
      const [firsts, shares, gaps, findings] = raw.stories[fact];
      const names = raw.evidence;
      const out = /** @type {Story} */ ({
        firsts,
        shares: shares.map((/** @type {number} */ n) => {
          const [row, receipt, giver, taker, how] = raw.passed[n];
          return { row, receipt, giver: holder(giver), taker: holder(taker), how: raw.ways[how] };
        }),
        gaps: [],
        findings: findings.map((/** @type {number} */ n) => names[n][0]),
      });
      for (let n = 0; n < gaps.length; n += 6) {
        const [finding, from, to, word, fromRow, toRow] = gaps.slice(n, n + 6);
        const words = raw.gaps[word];
        out.gaps.push({ finding: names[finding][0], from, to, words, fromRow, toRow });
      }
      return out;
    },
  };
}

/**
 * @param {number | null} low
 * @param {number | null} second the width, or the latest where nothing earliest is known
 * @param {number} base
 * @returns {[number, number]}
 */
function interval(low, second, base) {
  if (low === null) return [-Infinity, second === null ? Infinity : second + base];
  return [low + base, second === null ? Infinity : low + second + base];
}

/** @param {number[] | undefined} flat @returns {[number, number][]} */
function pairs(flat) {
  /** @type {[number, number][]} */
  const out = [];
  for (let n = 0; n < (flat?.length ?? 0); n += 2) out.push([flat?.[n] ?? 0, flat?.[n + 1] ?? 0]);
  return out;
}

/**
 * The day at whose end a row is certain to have happened; null where it has no date at all.
 * @param {Data} data
 * @param {number} event
 * @returns {number | null}
 */
export function dayOfRow(data, event) {
  const minute = [data.high[event], data.startHigh[event], data.low[event]].find(Number.isFinite);
  if (minute === undefined) return null;
  return Math.floor(Math.min(data.last, Math.max(data.first, minute)) / DAY);
}

/**
 * By what an agency had a fact by the end of a day.
 * @param {Data} data
 * @param {number} fact
 * @param {number} lane
 * @param {number} day
 * @returns {{state: string, step: Step | null}}
 */
export function holding(data, fact, lane, day) {
  const last = Math.min(day, lastDay(data));
  const minute = last * DAY + DAY - 1;
  /** @type {Step | null} */
  let reached = null;
  for (const step of data.steps(fact, lane)) {
    if (step.minute > minute) break;
    reached = step;
  }
  if (reached) return { state: reached.state, step: reached };
  return { state: whenSilent(data.lanes[lane], last), step: null };
}

/**
 * The day of the fatal incident, its latest where in doubt: what was known is followed no further.
 * @param {Pick<Data, "death">} data
 */
export const lastDay = ({ death }) => death[1] === null ? Infinity : Math.floor(death[1] / DAY);

/**
 * What it says that nothing is on record: "none" where the chronology covers the day.
 * @param {Lane} lane
 * @param {number} day
 */
export function whenSilent({ coveredFrom, coveredTo }, day) {
  const covered = coveredFrom !== null && coveredTo !== null &&
    coveredFrom <= day * DAY + DAY - 1 && day * DAY <= coveredTo;
  return covered ? "none" : "cannot";
}

/** @param {string} state */
export const isHeld = (state) => state === "own" || state === "told" || state === "counted";

/**
 * The table that holds the rows, in the order of the data.
 */
export class Rows {
  /** @param {HTMLTableElement} table @param {number} count */
  constructor(table, count) {
    this.table = table;
    this.body = table.tBodies[0];
    this.list = Array.from(this.body.rows);
    if (this.list.length !== count) throw new Error("the table and the data differ in length");
    /** @type {Map<string, number> | null} made when a row is first asked for by its id */
    this.places = null;
  }

  /** @param {string} id @returns {number | undefined} the place of a row, where there is such a one */
  find(id) {
    if (!id) return undefined;
    this.places ??= new Map(this.list.map((row, n) => [row.id, n]));
    return this.places.get(id);
  }

  /** @param {number} event */
  id(event) {
    return this.list[event].id;
  }

  /** @param {number} event @param {number} column */
  cell(event, column) {
    return this.list[event].cells[column];
  }

  /** @param {number} event @returns {string} "14 March 2012" */
  when(event) {
    return this.cell(event, 0).firstChild?.textContent ?? "";
  }

  /** @param {number} event @returns {string} the date as it stood, or nothing */
  written(event) {
    return this.cell(event, 0).querySelector("small")?.textContent ?? "";
  }

  /** @param {number} event @returns {string} "Police, Response" */
  holder(event) {
    return Array.from(this.cell(event, 1).childNodes, (n) => n.textContent).filter(Boolean).join(
      ", ",
    );
  }

  /** @param {number} event @param {number} column @returns {string} */
  plain(event, column) {
    return (this.cell(event, column).textContent ?? "").trim();
  }

  /** @param {number} event @param {number} most @returns {string} the beginning of its text */
  begins(event, most) {
    const text = (this.cell(event, 4).firstChild?.textContent ?? "").trim();
    return text.length <= most ? text : text.slice(0, most).replace(/\s+\S*$/, "") + " …";
  }

  /** @param {number} event @returns {DocumentFragment} a copy of its text, for another place */
  text(event) {
    const copy = document.createDocumentFragment();
    for (const node of this.cell(event, 4).childNodes) copy.append(node.cloneNode(true));
    return copy;
  }
}

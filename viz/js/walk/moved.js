/**
 * What moves when shares are supposed: what each agency would have had on record, against what it
 * had. Pure; sentences only say what records would have contained.
 * @module
 */

import { DAY } from "../dates.js";
import { counted, listed } from "../dom.js";
import { shareAt } from "./suppose.js";

/** @typedef {import("./suppose.js").Supposed} Supposed */
/** @typedef {import("./suppose.js").Since} Since */
/** @typedef {(minute: number) => string} InWords */
/**
 * One agency, as it was on record and as supposed.
 * @typedef {object} Line
 * @property {number} agency
 * @property {[number, number]} things how many it certainly held on the day
 * @property {[[number, number] | null, [number, number] | null]} share of the picture on the day
 * @property {[Since, Since]} crossing
 * @property {number[]} added facts that it would certainly have held on the day, and did not
 */

/**
 * The things that an agency certainly held at a minute: what its own screen counts, and what is
 * supposed to have been told. What had ended is not among them.
 * @param {(number | null)[]} stands fact, since, until; flat
 * @param {Supposed} one
 * @param {number} agency
 * @param {number} minute
 */
export function heldThen(stands, one, agency, minute) {
  /** @type {Set<number>} */
  const held = new Set();
  for (let n = 0; n < stands.length; n += 3) {
    if (Number(stands[n + 1]) <= minute && minute < (stands[n + 2] ?? Infinity)) {
      held.add(Number(stands[n]));
    }
  }
  for (const [fact, spans] of one.told[agency]) {
    if (spans.some(([since, until]) => since <= minute && minute < until)) held.add(fact);
  }
  return [...held];
}

/**
 * @param {Supposed} real
 * @param {Supposed} supposed
 * @param {number[]} formal 1 for an agency, 0 for an informal source
 * @param {(number | null)[][]} stands by agency, what its own records say it held
 * @param {number} minute
 * @returns {Line[]} agencies only
 */
export function compare(real, supposed, formal, stands, minute) {
  return formal.flatMap((is, agency) => {
    if (!is) return [];
    const before = heldThen(stands[agency], real, agency, minute);
    const after = heldThen(stands[agency], supposed, agency, minute);
    const crossing = /** @type {[Since, Since]} */ ([
      real.crossings[agency],
      supposed.crossings[agency],
    ]);
    return [{
      agency,
      things: [before.length, after.length],
      share: [shareAt(real, agency, minute), shareAt(supposed, agency, minute)],
      crossing,
      added: after.filter((fact) => !before.includes(fact)),
    }];
  });
}

/** @param {number | null} first @param {number | null} last @returns {number | null} whole days */
export const daysBetween = (first, last) =>
  first === null || last === null ? null : Math.floor(last / DAY) - Math.floor(first / DAY);

/**
 * The day of a crossing where dates leave open how much earlier it may have been; null where not.
 * @param {Since} since
 */
const inDoubt = ([certain, possible]) =>
  certain !== null && possible !== null && Math.floor(possible / DAY) < Math.floor(certain / DAY)
    ? possible
    : null;

/** @param {Since} since @param {InWords} day @returns {string} */
export function crossed(since, day) {
  const [certain, possible] = since;
  const from = possible === null ? "" : `possibly from ${day(possible)}`;
  if (certain === null) return from || "not by the end";
  return inDoubt(since) === null ? day(certain) : `by ${day(certain)}, ${from}`;
}

/**
 * By how many days a crossing comes earlier, in words that say no more than dates allow; empty
 * where nothing comes earlier for certain.
 * @param {Since} was
 * @param {Since} now
 * @returns {string}
 */
export function earlier(was, now) {
  const days = daysBetween(now[0], was[0]);
  if (!days || days < 0) return "";
  const from = inDoubt(now);
  const least = daysBetween(now[0], inDoubt(was) ?? was[0]) ?? 0;
  const most = daysBetween(from ?? now[0], was[0]) ?? 0;
  if (least >= most) return `${counted(most, "day")} earlier`;
  return `${least > 0 ? `${least} to` : "up to"} ${counted(most, "day")} earlier`;
}

/** @param {[number, number] | null} share @returns {string} */
export function percent(share) {
  if (share === null) return "nothing on any record yet";
  const [low, high] = share.map((one) => Math.round(100 * one));
  // the sign does not stand on a line of its own
  return low >= high ? `${low}\u00a0%` : `${low} to ${high}\u00a0%`;
}

/** So many agencies are named that would have held more; a room reads it from a wall. */
const NAMED = 3;

/**
 * What moved, in a few sentences.
 * @param {object} what
 * @param {number} what.count how many shares are supposed
 * @param {Line[]} what.lines
 * @param {Supposed} what.real
 * @param {Supposed} what.supposed
 * @param {string[]} what.names of the agencies
 * @param {InWords} what.day
 * @param {string} what.by the day on which it is looked at, in words
 * @returns {string[]}
 */
export function sentences({ count, lines, real, supposed, names, day, by }) {
  if (!count) {
    return [
      "This is what the records show. Switch on a share to see what would have been on record.",
    ];
  }
  const said = [];
  const more = lines.filter(({ added }) => added.length)
    .sort((a, b) => b.added.length - a.added.length);
  const shares = `With ${counted(count, "share")} supposed`;
  if (more.length) {
    // one more than are named would be named, too
    const few = more.length > NAMED + 1 ? NAMED : more.length;
    const parts = more.slice(0, few).map(({ agency, added, things }, n) => {
      const held = n ? `${added.length} more` : counted(added.length, "more thing");
      return `${names[agency]}${n ? "" : " would have held"} ${held} (${things[1]} instead of ` +
        `${things[0]})`;
    });
    said.push(`${shares}, on ${by} ${listed(parts)}.`);
    if (few < more.length) {
      said.push(
        `${more.length - few} more agencies would have held more; the table says how many.`,
      );
    }
  } else said.push(`${shares}, no agency would have held more on ${by}.`);
  return [...said, firstToCross(real, supposed, names, day)];
}

/**
 * Who certainly crossed the threshold first: every agency of that day.
 * @param {Supposed} one
 * @param {string[]} names
 */
function firstOf({ best, crossings }, names) {
  const [first] = best.since;
  const theirs = crossings.flatMap(([certain], agency) =>
    daysBetween(first, certain) === 0 ? [agency] : []
  );
  const few = theirs.length > NAMED + 1 ? NAMED : theirs.length;
  const said = theirs.slice(0, few).map((agency) => names[agency]);
  return {
    theirs,
    said: listed(few < theirs.length ? [...said, `${theirs.length - few} more`] : said),
  };
}

/**
 * What moves of the first single agency to cross the threshold. Where dates leave the day open it is
 * said by when, and from when on possibly; and where another may have been before it, or crossed on
 * the same day, that it certainly was the first is not said.
 * @param {Supposed} real
 * @param {Supposed} supposed
 * @param {string[]} names
 * @param {InWords} day
 * @returns {string}
 */
function firstToCross(real, supposed, names, day) {
  const [was, now] = [real.best.since, supposed.best.since];
  const from = now[1] === null ? "" : ` Dates leave it open from ${day(now[1])} on.`;
  if (now[0] === null) {
    return "On the records as they are, and with what is supposed, no single agency certainly " +
      `crossed the threshold.${from}`;
  }
  const open = inDoubt(now) !== null;
  const doubt = open ? from : "";
  const sooner = earlier(was, now);
  if (was[0] !== null && !sooner) {
    return `The day ${open ? "by" : "on"} which a first single agency crossed the threshold does ` +
      `not move.${doubt}`;
  }
  const on = `${open ? "by" : "on"} ${day(now[0])}`;
  const { theirs, said } = firstOf(supposed, names);
  const before = firstOf(real, names);
  const by = now[0];
  const others = supposed.crossings.some(([, possible], agency) =>
    possible !== null && possible <= by && !theirs.includes(agency)
  );
  if (was[0] !== null && !others && theirs.length === 1 && theirs[0] === before.theirs[0]) {
    return `${said} would still have been the first single agency to cross the threshold, ${on}, ` +
      `${sooner} than on the records as they are.${doubt}`;
  }
  const first = theirs.length > 1 ? "agencies" : "agency";
  const head =
    `The first single ${first}${others ? " certainly" : ""} to cross the threshold would ` +
    `have been ${said} ${on}`;
  if (was[0] === null) {
    return `${head}; on the records as they are, no single agency certainly did.${doubt}`;
  }
  const then = `${inDoubt(was) === null ? "on" : "by"} ${day(was[0])}`;
  return `${head}, ${sooner} than ${before.said} ${then}.${doubt}`;
}

/**
 * What if: shares of which there is no record, supposed, and what would then have been on record.
 *
 * The same as `graphdb/suppose.py`, from the plain lists that its `compact` returns; a test holds
 * the two equal. A supposed share gives whom it tells, at its minute, everything that the teller
 * certainly had by then. Shares of one minute happen at once: what is told in that minute is not
 * passed on in it. Pure functions; minutes count from the base of the data.
 *
 * It shows what records would have contained, not that the death would have been prevented.
 * @module
 */

/**
 * What `graphdb.suppose.compact` returns; its docstring says what each list holds.
 * @typedef {object} Compact
 * @property {number[]} formal
 * @property {number[]} order
 * @property {number[]} weights
 * @property {number[]} rule indicators, weight, incidents, minutes within which
 * @property {number[]} end
 * @property {number[][]} incidents
 * @property {(number | null)[][][]} spans
 * @property {(number | null)[][]} knows
 * @property {(number | null)[][]} heard
 * @property {(number | null)[][][]} rows
 * @property {number[][]} have
 */

/**
 * Suppose that at this minute one agency had told another; both by their places.
 * @typedef {{ minute: number, teller: number, told: number }} Share
 */

/**
 * By when something is certain, and from when it is possible; null for never.
 * @typedef {[certain: number | null, possible: number | null]} Since
 */

/**
 * What would have been on record, by agency (its place); of informal sources only what they know.
 * @typedef {object} Supposed
 * @property {Map<number, Since>[]} knows by agency, then by fact
 * @property {[minute: number, low: number, high: number][][]} shares from each minute on, how much
 *   of the pooled picture, from 0 to 1
 * @property {Since[]} crossings when each crossed the threshold
 * @property {Since} pool when all together did
 * @property {{ agency: number, since: Since }} best the first single agency, -1 where none did
 * @property {Spans[]} told by agency, what the shares give it and between which minutes it
 *   certainly stands
 */

/** @typedef {[since: number, until: number]} Span */
/** @typedef {Map<number, Span[]>} Spans */
/** @typedef {Map<number, Since>} Heard */

/**
 * What would have been on record with some shares supposed, in any order.
 * @param {Compact} data
 * @param {readonly Share[]} shares
 * @returns {Supposed}
 */
export function suppose(data, shares) {
  const told = passedOn(data, shares);
  const places = data.formal.map((_, agency) => agency);
  const formal = places.filter((agency) => data.formal[agency]);
  const knows = places.map((agency) => knowing(data, agency, told[agency]));
  const heard = places.map((agency) => hearing(data, agency, told[agency]));
  const held = places.map((agency) => holding(data, agency, told[agency]));
  const all = formal.map((agency) => held[agency]);
  const pool = [0, 1].map((side) => united(all.map((one) => one[side])));
  const poolHeard = firstOf(formal.map((agency) => heard[agency]));
  /** @type {Since} */
  const none = [null, null];
  const crossings = places.map((agency) =>
    data.formal[agency] ? crossing(data, held[agency], heard[agency]) : none
  );
  return {
    knows,
    shares: places.map((agency) => data.formal[agency] ? overTime(data, held[agency], pool) : []),
    crossings,
    pool: crossing(data, pool, poolHeard),
    best: bestOf(formal, crossings),
    told: told.map((rows) => given(data, rows)),
  };
}

/**
 * What one share tells: the facts that the teller certainly had by then and that stand.
 * @param {Compact} data
 * @param {Share} share
 * @returns {number[]}
 */
export function carries(data, share) {
  return [...given(data, passedOn(data, [share])[share.told])]
    .flatMap(([fact, spans]) => spans.some(([since]) => since === share.minute) ? [fact] : []);
}

/**
 * The facts of rows that are told, each from its minute on for as long as it certainly stands.
 * @param {Compact} data
 * @param {[row: number, minute: number][]} told
 * @returns {Spans}
 */
function given(data, told) {
  /** @type {Spans} */
  const spans = new Map();
  for (const [row, minute] of told) {
    const facts = data.rows[row][0];
    for (let n = 0; n < facts.length; n += 3) add(spans, Number(facts[n]), minute, facts[n + 1]);
  }
  return merged(spans);
}

/**
 * How much of the pooled picture an agency held at a minute; null before the first record.
 * @param {Supposed} supposed
 * @param {number} agency
 * @param {number} minute
 * @returns {[low: number, high: number] | null}
 */
export function shareAt(supposed, agency, minute) {
  const steps = supposed.shares[agency];
  let found = null;
  for (const [from, low, high] of steps) {
    if (from > minute) break;
    found = /** @type {[number, number]} */ ([low, high]);
  }
  return found;
}

/**
 * What each agency is told: rows, and the minute.
 * @param {Compact} data
 * @param {readonly Share[]} shares
 * @returns {[row: number, minute: number][][]}
 */
function passedOn(data, shares) {
  const have = data.have.map((flat) => {
    /** @type {Map<number, number>} */
    const rows = new Map();
    for (let n = 0; n < flat.length; n += 2) rows.set(flat[n], flat[n + 1]);
    return rows;
  });
  /** @type {[number, number][][]} */
  const told = data.have.map(() => []);
  const ordered = shares.filter((s) => s.teller !== s.told).sort((a, b) => a.minute - b.minute);
  for (let from = 0, to = 0; from < ordered.length; from = to) {
    const minute = ordered[from].minute;
    /** @type {[number, number][]} */
    const given = [];
    for (; to < ordered.length && ordered[to].minute === minute; to++) {
      for (const [row, by] of have[ordered[to].teller]) {
        if (by <= minute) given.push([ordered[to].told, row]);
      }
    }
    // at once: nothing that is given in this minute is passed on in it
    for (const [agency, row] of given) {
      told[agency].push([row, minute]);
      have[agency].set(row, Math.min(minute, have[agency].get(row) ?? minute));
    }
  }
  return told;
}

/**
 * @param {Map<number, Since>} known
 * @param {number} subject
 * @param {number | null} certain
 * @param {number | null} possible
 */
function heardOf(known, subject, certain, possible) {
  const before = known.get(subject);
  known.set(subject, [least(before?.[0] ?? null, certain), least(before?.[1] ?? null, possible)]);
}

/** @param {number | null} one @param {number | null} other @returns {number | null} */
function least(one, other) {
  if (one === null) return other;
  return other === null ? one : Math.min(one, other);
}

/** @param {(number | null)[]} flat @returns {Map<number, Since>} */
function sinceOf(flat) {
  /** @type {Map<number, Since>} */
  const known = new Map();
  for (let n = 0; n < flat.length; n += 3) known.set(Number(flat[n]), [flat[n + 1], flat[n + 2]]);
  return known;
}

/**
 * @param {Compact} data
 * @param {number} agency
 * @param {[number, number][]} told
 * @returns {Map<number, Since>}
 */
function knowing(data, agency, told) {
  const known = sinceOf(data.knows[agency]);
  for (const [row, minute] of told) {
    const facts = data.rows[row][0];
    for (let n = 0; n < facts.length; n += 3) heardOf(known, Number(facts[n]), minute, minute);
  }
  return known;
}

/**
 * @param {Compact} data
 * @param {number} agency
 * @param {[number, number][]} told
 * @returns {Heard}
 */
function hearing(data, agency, told) {
  const known = sinceOf(data.heard[agency]);
  for (const [row, minute] of told) {
    const [, incident, maybe] = data.rows[row];
    for (const one of incident) heardOf(known, Number(one), minute, minute);
    for (const one of maybe) heardOf(known, Number(one), null, minute);
  }
  return known;
}

/** @param {Heard[]} several @returns {Heard} */
function firstOf(several) {
  /** @type {Heard} */
  const known = new Map();
  for (const heard of several) {
    for (const [subject, [certain, possible]] of heard) {
      heardOf(known, subject, certain, possible);
    }
  }
  return known;
}

/**
 * What an agency holds and between which minutes: for certain, and possibly.
 * @param {Compact} data
 * @param {number} agency
 * @param {[number, number][]} told
 * @returns {Spans[]}
 */
function holding(data, agency, told) {
  return [0, 1].map((side) => {
    /** @type {Spans} */
    const spans = new Map();
    const flat = data.spans[agency][side] ?? [];
    for (let n = 0; n < flat.length; n += 3) {
      add(spans, Number(flat[n]), Number(flat[n + 1]), flat[n + 2]);
    }
    for (const [row, minute] of told) {
      const facts = data.rows[row][0];
      for (let n = 0; n < facts.length; n += 3) {
        add(spans, Number(facts[n]), minute, facts[n + 1 + side]);
      }
    }
    return merged(spans);
  });
}

/**
 * @param {Spans} spans
 * @param {number} fact
 * @param {number} since
 * @param {number | null} until
 */
function add(spans, fact, since, until) {
  const end = until ?? Infinity;
  if (since >= end) return;
  const held = spans.get(fact);
  if (held) held.push([since, end]);
  else spans.set(fact, [[since, end]]);
}

/** @param {Spans} spans @returns {Spans} */
function merged(spans) {
  for (const [fact, held] of spans) {
    held.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    /** @type {Span[]} */
    const joined = [];
    for (const [since, until] of held) {
      const last = joined.at(-1);
      if (last && since <= last[1]) last[1] = Math.max(last[1], until);
      else joined.push([since, until]);
    }
    spans.set(fact, joined);
  }
  return spans;
}

/** @param {Spans[]} several @returns {Spans} */
function united(several) {
  /** @type {Spans} */
  const spans = new Map();
  for (const one of several) {
    for (const [fact, held] of one) {
      for (const [since, until] of held) add(spans, fact, since, until);
    }
  }
  return merged(spans);
}

// -- the share of the picture ----------------------------------------------------------------

/**
 * @param {Compact} data
 * @param {Spans[]} own certain, possible
 * @param {Spans[]} pool certain, possible
 * @returns {[number, number, number][]}
 */
function overTime(data, own, pool) {
  const end = data.end[1];
  /** @type {[minute: number, which: number, fact: number, by: number][]} */
  const changes = [];
  [own[0], own[1], pool[0], pool[1]].forEach((spans, which) => {
    for (const [fact, held] of spans) {
      for (const [since, until] of held) {
        if (since < end) changes.push([since, which, fact, 1]);
        if (until < end) changes.push([until, which, fact, -1]);
      }
    }
  });
  changes.sort((a, b) => a[0] - b[0]);
  const held = data.weights.map(() => [0, 0, 0, 0]);
  const weight = [0, 0, 0, 0];
  let union = 0;
  /** @type {[number, number, number][]} */
  const steps = [];
  for (let n = 0; n < changes.length;) {
    const minute = changes[n][0];
    for (; n < changes.length && changes[n][0] === minute; n++) {
      const [, which, fact, by] = changes[n];
      const there = held[fact];
      const before = there[1] || there[2] ? 1 : 0;
      there[which] += by;
      weight[which] += by * data.weights[fact];
      union += ((there[1] || there[2] ? 1 : 0) - before) * data.weights[fact];
    }
    const [certain, possible, , all] = weight;
    const low = all ? certain / all : 0;
    const high = all && union ? possible / union : 0;
    const last = steps.at(-1);
    if (!last || last[1] !== low || last[2] !== high) steps.push([minute, low, high]);
  }
  return steps;
}

// -- the threshold ---------------------------------------------------------------------------

/**
 * @param {Compact} data
 * @param {Spans[]} held certain, possible
 * @param {Heard} heard
 * @returns {Since}
 */
function crossing(data, held, heard) {
  const [first, last] = data.end;
  return [
    before(least(indicators(data, held[0]), threeCertain(data, heard)), first),
    before(least(indicators(data, held[1]), threePossible(data, heard)), last),
  ];
}

/** @param {number | null} minute @param {number} end @returns {number | null} */
function before(minute, end) {
  return minute !== null && minute < end ? minute : null;
}

/**
 * The first minute with enough distinct facts, or enough weight.
 * @param {Compact} data
 * @param {Spans} spans
 * @returns {number | null}
 */
function indicators(data, spans) {
  const [most, heavy] = data.rule;
  /** @type {[minute: number, ends: number, fact: number][]} */
  const changes = [];
  for (const [fact, held] of spans) {
    for (const [since, until] of held) changes.push([since, 0, fact], [until, 1, fact]);
  }
  // what starts is counted before what ends in the same minute
  changes.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  /** @type {Set<number>} */
  const held = new Set();
  let weight = 0;
  for (const [minute, ends, fact] of changes) {
    if (ends) {
      if (held.delete(fact)) weight -= data.weights[fact];
      continue;
    }
    if (!held.has(fact)) weight += data.weights[fact];
    held.add(fact);
    if (held.size >= most || weight >= heavy) return minute;
  }
  return null;
}

/**
 * When enough incidents within the days were certainly heard of; what may be one counts once.
 * @param {Compact} data
 * @param {Heard} heard
 * @returns {number | null}
 */
function threeCertain(data, heard) {
  const [, , enough, within] = data.rule;
  /** @type {number[]} */
  const counted = [];
  /** @type {[by: number, incident: number][]} */
  const known = [];
  for (const [incident, [certain]] of heard) {
    if (certain !== null) known.push([certain, incident]);
  }
  known.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [by, incident] of known) {
    const maybe = data.incidents[incident].slice(2);
    if (counted.some((old) => maybe.includes(old))) continue;
    counted.push(incident);
    for (const first of counted) {
      const [earliest] = data.incidents[first];
      const near = counted.filter((one) =>
        data.incidents[one][0] >= earliest && data.incidents[one][1] - earliest <= within
      );
      if (near.length >= enough) return by;
    }
  }
  return null;
}

/**
 * @param {Compact} data
 * @param {Heard} heard
 * @returns {number | null}
 */
function threePossible(data, heard) {
  const [, , enough, within] = data.rule;
  /** @type {number[]} */
  const counted = [];
  const known = [...heard].map(([incident, since]) => [since[1] ?? Infinity, incident]);
  known.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [from, incident] of known) {
    counted.push(incident);
    for (const first of counted) {
      const latest = data.incidents[first][1];
      const near = counted.filter((one) =>
        data.incidents[one][1] >= latest && data.incidents[one][0] - latest <= within
      );
      if (near.length >= enough) return from;
    }
  }
  return null;
}

/**
 * The first crossing of any single agency, each side taken on its own. Of several at one moment it
 * is that of the agency that the case names first.
 * @param {number[]} formal
 * @param {Since[]} crossings
 * @returns {{ agency: number, since: Since }}
 */
function bestOf(formal, crossings) {
  const possible = formal.filter((agency) => crossings[agency][1] !== null);
  if (!possible.length) return { agency: -1, since: [null, null] };
  const certain = formal.filter((agency) => crossings[agency][0] !== null);
  const [first] = (certain.length ? certain : possible).sort((a, b) =>
    (crossings[a][0] ?? 0) - (crossings[b][0] ?? 0) ||
    (crossings[a][1] ?? 0) - (crossings[b][1] ?? 0) || a - b
  );
  const from = possible.reduce(
    (found, agency) => least(found, crossings[agency][1]),
    /** @type {number | null} */ (null),
  );
  return { agency: first, since: [crossings[first][0], from] };
}

/**
 * The walkthrough as the page holds it: what viz/walk/payload.py wrote, named. A seat's part and
 * the reveal's part are apart, so that a page of one seat has nothing of the others until it is
 * opened.
 * @module
 */

/**
 * @typedef {object} Row a row of a chronology, as its recorder wrote it
 * @property {string} when
 * @property {string} holder
 * @property {string} kind
 * @property {string} shape
 * @property {string} who
 * @property {string} text
 * @property {[string, string][]} more
 * @property {string} source
 */
/** @typedef {Row & {minute: number, how: string, doubt: boolean}} SeatRow only its beginning is dated where in doubt */
/** @typedef {Row & {agency: number}} OtherRow */
/** @typedef {"certain" | "possible" | "ended" | "lapsed"} HeldState */
/** @typedef {{minute: number, state: HeldState, how: string, row: number}} Step */
/** @typedef {[minute: number, row: number, words: string]} Later */
/**
 * @typedef {{words: string, weight: number, steps: Step[], again: Later[], called: Later[],
 *   apart: Later[]}} Fact
 *   `again`: from a minute on, by a row, in how many later rows it was told again; `called`: what it
 *   is called from then on, when the seat's own record names somebody; `apart`: what the team of the
 *   row on screen may not have seen
 */
/** @typedef {{minute: number, when: string, title: string, row: number, questions: string[], id: string}} Stop */
/**
 * @typedef {[first: number, until: number, words: string, heavy?: [number, string][]]} Fold
 *   places of rows, the last not among them; and of those that weigh what each tells
 */
/**
 * @typedef {object} Says how the page speaks to a seat
 * @property {string[]} intro before its first contact
 * @property {string} held heading over what it holds
 * @property {string} end the same in the end
 * @property {string} stop what a moment asks
 * @property {string} idle_stop and one at which it has nothing of its own
 * @property {string} idle where it has nothing new
 * @property {string} [there] where it was at a meeting of which it has no row
 * @property {string} [together] above what it holds, where not everybody of that seat had all of it
 */
/**
 * @typedef {object} Seat
 * @property {string} id
 * @property {string} name
 * @property {string} kind
 * @property {string} about
 * @property {SeatRow[]} rows in order of time
 * @property {Fact[]} facts
 * @property {string[]} leftOut
 * @property {Stop[]} stops
 * @property {Says} says
 * @property {[minutes: number, folds: Fold[]][]} folds by session, contacts that come as one screen
 * @property {number[]} [unread] places of rows of which nobody has said what they tell
 */
/** @typedef {{key: string, words: string, hint: string, scale: string[]}} Question */
/** @typedef {{minutes: number, moments: number[]}} Plan which moments a session of so many minutes stops at */
/**
 * @typedef {object} Open what everybody may read
 * @property {string} title
 * @property {string} marking
 * @property {string} status
 * @property {string} pack
 * @property {string[]} warning
 * @property {string[]} opening
 * @property {string[]} closing
 * @property {string[]} limits
 * @property {number} base
 * @property {number} end
 * @property {Question[]} questions
 * @property {Plan[]} plans
 * @property {string} edition which making of the walkthrough it is
 */
/** @typedef {{fact: number, state: HeldState, how: string}} Thing */
/** @typedef {{seat: number, says: string, things: Thing[], rows: number[], inAll: number}} SeatHeld */
/** @typedef {{words: string, rows: number[]}} Note */
/** @typedef {{code: string, label: string, words: string, rows: number[]}} Theme */
/**
 * @typedef {object} Moment
 * @property {number} minute
 * @property {string} when
 * @property {string} title
 * @property {string} why
 * @property {number[]} seats
 * @property {number[]} there seats that were at the meeting and have no row of their own about it
 * @property {number[]} also seats that are asked at a row of their own from before
 * @property {string[]} notes
 * @property {string[]} ask
 * @property {{summary: string, named: number[], day: number[], held: SeatHeld[], themes: Theme[], done: Note[], good: Note[]}} reveal
 */
/** @typedef {{title: string, minutes: number, moment: number}} Part */
/** @typedef {{minutes: number, parts: Part[]}} Version */
/**
 * @typedef {object} Offer
 * @property {number} teller
 * @property {number} told
 * @property {number} minute
 * @property {string} when
 * @property {string} words
 * @property {string} because
 * @property {number} row
 * @property {string} consent what the rows that told of it say of consent, in their words
 * @property {boolean} foremost whether a room begins with it; the others stand folded
 */
/**
 * @typedef {object} Reveal what no single seat may see before the word is given
 * @property {{id: string, name: string, kind: string}[]} seats
 * @property {string[]} agencies
 * @property {{words: string, weight: number}[]} facts
 * @property {OtherRow[]} rows
 * @property {Moment[]} moments
 * @property {Version[]} versions
 * @property {{limits: string, offers: Offer[], data: unknown, stands: (number | null)[][]}} suppose
 *   what stands, by agency: fact, since, until; flat
 */
/**
 * @typedef {object} Walk
 * @property {Open} open
 * @property {Seat[]} seats
 * @property {Reveal | null} reveal null while it is sealed
 * @property {import("./unseal.js").Sealed | null} sealed
 */

/** @type {HeldState[]} */
const STATES = ["certain", "possible", "ended", "lapsed"];
export const VERSION = 1;

/** @param {any[]} raw @returns {Row} */
const row = ([when, holder, kind, shape, who, text, more, source]) => ({
  when,
  holder,
  kind,
  shape,
  who,
  text,
  more,
  source,
});

/**
 * @param {any} raw the page's data, parsed
 * @returns {Walk}
 */
export function decode(raw) {
  if (raw?.v !== VERSION) {
    throw new Error(`the data is of version ${raw?.v}; this page reads version ${VERSION}`);
  }
  return {
    open: {
      ...raw.open,
      questions: raw.open.questions.map((/** @type {any[]} */ [key, words, hint, scale]) => ({
        key,
        words,
        hint,
        scale,
      })),
      plans: (raw.plans ?? []).map((/** @type {any[]} */ [minutes, moments]) => ({
        minutes,
        moments,
      })),
    },
    seats: raw.seats.map(seat),
    reveal: raw.reveal ? decodeReveal(raw.reveal) : null,
    sealed: raw.sealed ?? null,
  };
}

/** @param {any} raw @returns {Seat} */
function seat(raw) {
  return {
    ...raw,
    folds: raw.folds ?? [],
    rows: raw.rows.map((/** @type {any[]} */ given) => ({
      minute: given[0],
      ...row(given.slice(1, 9)),
      how: given[9],
      doubt: given[10] === 1,
    })),
    facts: raw.facts.map((
      /** @type {any[]} */ [words, weight, steps, again = [], called = [], apart = []],
    ) => ({
      words,
      weight,
      steps: steps.map((/** @type {any[]} */ [minute, state, how, at]) => ({
        minute,
        state: STATES[state],
        how,
        row: at,
      })),
      again,
      called,
      apart,
    })),
    stops: raw.stops.map((/** @type {any[]} */ [minute, when, title, at, questions, id]) => ({
      minute,
      when,
      title,
      row: at,
      questions,
      id,
    })),
  };
}

/**
 * What a reveal holds; in a page of one seat it comes when the trainer's words open it.
 * @param {any} raw
 * @returns {Reveal}
 */
export function decodeReveal(raw) {
  /** @param {any[]} given @returns {Note} */
  const note = ([words, rows]) => ({ words, rows });
  return {
    seats: raw.seats.map((/** @type {any[]} */ [id, name, kind]) => ({ id, name, kind })),
    agencies: raw.agencies,
    facts: raw.facts.map((/** @type {any[]} */ [words, weight]) => ({ words, weight })),
    rows: raw.rows.map((/** @type {any[]} */ given) => ({ ...row(given), agency: given[8] })),
    moments: raw.moments.map((/** @type {any} */ moment) => ({
      ...moment,
      reveal: {
        summary: moment.reveal.summary,
        named: moment.reveal.named ?? [],
        day: moment.reveal.day ?? [],
        held: moment.reveal.held.map((/** @type {any[]} */ [at, says, things, rows, inAll]) => ({
          seat: at,
          says,
          things: things.map((/** @type {any[]} */ [fact, state, how]) => ({
            fact,
            state: STATES[state],
            how,
          })),
          rows,
          inAll,
        })),
        themes: moment.reveal.themes.map((/** @type {any[]} */ [code, label, words, rows]) => ({
          code,
          label,
          words,
          rows,
        })),
        done: moment.reveal.done.map(note),
        good: moment.reveal.good.map(note),
      },
    })),
    versions: raw.versions.map((/** @type {any[]} */ [minutes, parts]) => ({
      minutes,
      parts: parts.map((/** @type {any[]} */ [title, length, moment]) => ({
        title,
        minutes: length,
        moment,
      })),
    })),
    suppose: {
      ...raw.suppose,
      offers: raw.suppose.offers.map((/** @type {any[]} */ given) => {
        const [teller, told, minute, when, words, because, at, consent, foremost] = given;
        return {
          teller,
          told,
          minute,
          when,
          words,
          because,
          row: at,
          consent,
          foremost: !!foremost,
        };
      }),
    },
  };
}

/**
 * A screen of a seat: first what the seat is, then a contact at a time (or several as one), a stop
 * at each moment, and the end. `row` is the last that has been on a screen by then, `first` the
 * first of those that come together.
 * @typedef {{kind: "intro" | "row" | "fold" | "moment" | "end", minute: number, row: number,
 *   moment: number, first?: number, words?: string, heavy?: [number, string][]}} Screen
 */

/**
 * The screens of a seat, in order of time; where a row and a moment fall on the same minute, the
 * row comes first.
 * @param {Seat} seat
 * @param {number} end
 * @param {number[] | null} moments the moments that this session stops at; null for every one
 * @param {Fold[]} [folds] what comes as one screen in this session
 * @returns {Screen[]}
 */
export function screens(seat, end, moments, folds = []) {
  /** @type {Screen[]} */
  const between = [
    ...seat.rows.flatMap(({ minute }, at) => {
      /** @type {Screen[]} */
      const none = [];
      const fold = folds.find(([first, until]) => first <= at && at < until);
      if (!fold) return none.concat({ kind: "row", minute, row: at, moment: -1 });
      const [first, until, words, heavy = []] = fold;
      // where the last of them stands: nothing comes before its day
      return at === until - 1
        ? none.concat({ kind: "fold", minute, row: at, moment: -1, first, words, heavy })
        : none;
    }),
    ...seat.stops.flatMap(({ minute }, at) =>
      moments && !moments.includes(at)
        ? []
        : [{ kind: /** @type {const} */ ("moment"), minute, row: -1, moment: at }]
    ),
  ];
  between.sort((a, b) => a.minute - b.minute); // stable: rows stand before moments
  // what the seat had by then is said on every screen: the last row that has been on it
  let last = -1;
  for (const one of between) {
    if (one.kind === "row" || one.kind === "fold") last = one.row;
    else one.row = last;
  }
  return [
    { kind: "intro", minute: -1, row: -1, moment: -1 },
    ...between,
    { kind: "end", minute: end, row: last, moment: -1 },
  ];
}

/**
 * @typedef {object} HeldNow
 * @property {number} fact its place
 * @property {string} words
 * @property {number} weight
 * @property {HeldState} state
 * @property {string} how
 * @property {number} row the row of its own that shows it; -1 where none does
 * @property {number} since the minute from which it stands so
 */

/**
 * What a seat held on a screen: by its minute, and of that minute nothing that a later row brings.
 * @param {Seat} seat
 * @param {{minute: number, row: number}} screen
 * @returns {HeldNow[]} what came last first
 */
export function heldAt(seat, { minute, row: last }) {
  /** @type {HeldNow[]} */
  const out = [];
  seat.facts.forEach(({ words: first, weight, steps, again, called, apart = [] }, fact) => {
    const step = steps.findLast((one) => one.minute <= minute && one.row <= last);
    if (step) {
      const { state, row: at, minute: since } = step;
      const [, , more] = again.findLast(([by, place]) =>
        since <= by && by <= minute && place <= last
      ) ?? [];
      const gone = state === "ended" || state === "lapsed";
      const not = gone ? "" : apart.findLast(([by, place]) => by <= minute && place <= last)?.[2];
      const how = [step.how, more, not].filter(Boolean).join("; ");
      const words = called.findLast(([by, place]) => by <= minute && place <= last)?.[2] ?? first;
      out.push({ fact, words, weight, state, how, row: at, since });
    }
  });
  return out.sort((a, b) => b.since - a.since || b.weight - a.weight || a.fact - b.fact);
}

/**
 * What a screen brought that the one before did not have, and whether it is new or stood there
 * otherwise: what was certain and is in doubt now has changed.
 * @param {HeldNow[]} now
 * @param {HeldNow[]} before
 * @returns {Map<number, "New" | "Changed">} by places of facts
 */
export function fresh(now, before) {
  const was = new Map(before.map(({ fact, state }) => [fact, state]));
  /** @type {Map<number, "New" | "Changed">} */
  const found = new Map();
  for (const { fact, state } of now) {
    if (was.get(fact) === state) continue;
    // several rows come on one screen: by its end a thing may have come and ended
    const past = state === "ended" || state === "lapsed";
    found.set(fact, past || was.has(fact) ? "Changed" : "New");
  }
  return found;
}

/**
 * How wide a strip of time is drawn: whole years, up to the end of the year that has been reached,
 * so that its length says nothing of what is to come.
 * @param {number} base minute, absolute
 * @param {number} minute absolute
 * @param {(year: number) => number} firstDay first minute of a year
 * @param {(minute: number) => number} yearOf
 * @returns {[number, number]} absolute minutes
 */
export function stripSpan(base, minute, firstDay, yearOf) {
  return [firstDay(yearOf(base)), firstDay(yearOf(Math.max(base, minute)) + 1)];
}

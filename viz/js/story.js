/**
 * A chosen fact: where it was first recorded, each share of it, who held it by the as-at day, and
 * of which agencies there is no record, in sentences.
 * @module
 */

import { holding } from "./data.js";
import { DAY, inWords } from "./dates.js";
import { findingOf, rowLink } from "./detail.js";
import { choosing, counted, h, s } from "./dom.js";

/** @typedef {import("./mount.js").Context} Context */
/** @typedef {import("./data.js").Passed} Passed */

const SHOWN = 6;

/** @param {number} fact */
export const factName = (fact) => `fact-${fact}`;

/** @param {string} sel @returns {number | null} */
export function readFact(sel) {
  const found = /^fact-(\d+)$/.exec(sel);
  return found && Number(found[1]);
}

/**
 * An agency, with its team where it tells another team of its own.
 * @param {import("./data.js").Data} data
 * @param {import("./data.js").Holder} holder
 * @param {Passed[]} shares
 */
function holderName(data, { lane, team }, shares) {
  const inside = shares.some(({ giver, taker }) => giver.lane === taker.lane);
  const name = inside && team !== null ? data.teams[team].name : "";
  return name ? `${data.lanes[lane].name}, ${name}` : data.lanes[lane].name;
}

/** @param {Context} context @param {number} event */
function dayLink({ rows }, event) {
  return h("a", { class: "row", href: `#${rows.id(event)}` }, rows.when(event));
}

/** @param {import("./data.js").Data} data @param {number} fact */
export function factLabel({ facts }, fact) {
  const { label, persons } = facts[fact];
  return persons ? `${label} (${persons})` : label;
}

/**
 * A link that chooses a fact.
 * @param {Context} context
 * @param {number} fact
 * @param {string} [words]
 */
export function factLink({ data, store }, fact, words = factLabel(data, fact)) {
  return choosing(store, { sel: factName(fact) }, words);
}

/** @param {Context} context @param {string} finding @returns {number[]} the facts it is about */
export function factsOf({ data }, finding) {
  return data.facts.flatMap((_, f) => data.story(f).findings.includes(finding) ? [f] : []);
}

/**
 * Offer in each opened line of enquiry to follow the facts that it is about.
 * @param {Context} context
 * @param {HTMLElement} section
 */
export function followFacts(context, section) {
  const { store } = context;
  /** @param {Event | {target: Element}} event */
  const offer = ({ target }) => {
    const group = /** @type {HTMLElement} */ (target);
    if (!group.classList.contains("group") || group.dataset.facts) return;
    group.dataset.facts = "1";
    for (const finding of group.querySelectorAll(".finding")) {
      const facts = factsOf(context, finding.id);
      if (!facts.length) continue;
      const line = h("p", { class: "follow" }, "Follow through the records: ");
      facts.forEach((fact, n) => {
        const link = factLink(context, fact);
        link.addEventListener("click", () => store.set({ view: "timeline" }));
        line.append(n ? ", " : "", link);
      });
      finding.append(line);
    }
  };
  section.addEventListener("toggle", offer, true);
  for (const target of section.querySelectorAll(".group[open]")) offer({ target });
}

/** @param {Context} context @param {string} sel @returns {number[]} the rows of a chosen fact */
export function storyRows({ data }, sel) {
  const fact = readFact(sel);
  if (fact === null || !data.facts[fact]) return [];
  const { firsts, shares, gaps } = data.story(fact);
  const of = shares.flatMap((one) => [one.row, one.receipt]);
  return [...firsts, ...of, ...gaps.flatMap((one) => [one.fromRow, one.toRow])].filter((n) =>
    n >= 0
  );
}

/**
 * Where a row stands in time: the middle of its doubt, the beginning of what lasted.
 * @param {import("./data.js").Data} data
 * @param {number} event
 * @returns {number | null}
 */
export function moment(data, event) {
  const [low, high] = [data.low[event], data.high[event]];
  if (!Number.isFinite(low)) return Number.isFinite(high) ? high : null;
  return data.flags[event] & 3 || !Number.isFinite(high) ? low : (low + high) / 2;
}

/**
 * What the records show of one receiver of a share.
 * @param {import("./data.js").Data} data
 * @param {Passed} share
 */
export function shareWords(data, { giver, receipt, how }) {
  const near = data.lanes[giver.lane].informal;
  if (how === "named") {
    return near ? "by the receiver’s record" : "only the receiver’s record has it";
  }
  if (how.endsWith("meeting")) {
    return receipt >= 0
      ? "its own records have the meeting"
      : "no record of its own of the meeting";
  }
  if (receipt >= 0) return "both records have it";
  return near
    ? "they told the review so; no record that it was received"
    : "only the sender’s record has it; no record that it was received";
}

/** The way in which it was passed on, where it was not simply sent. @type {Record<string, string>} */
const WAYS = {
  minutes: ", in minutes",
  pathway: ", on a declared pathway",
  meeting: ", at a meeting",
  "maybe-meeting": ", possibly at a meeting",
};

/**
 * Shares by row and giver: one line each, with all whom it names.
 * @param {Passed[]} shares
 */
export function byRow(shares) {
  /** @type {Map<string, Passed[]>} */
  const out = new Map();
  for (const share of shares) {
    const { row, how, giver } = share;
    const key = `${row} ${how} ${giver.lane} ${giver.team}`;
    out.set(key, [...out.get(key) ?? [], share]);
  }
  return [...out.values()];
}

/** @param {string} text */
const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {Context} context @param {number} fact @returns {HTMLElement[]} */
export function aboutFact(context, fact) {
  const { data, store, root } = context;
  const { at, view } = store.state;
  const { persons, label } = data.facts[fact];
  const { firsts, shares, gaps, findings } = data.story(fact);
  const end = at * DAY + DAY - 1;
  /** @param {number} event */
  const later = (event) => (moment(data, event) ?? 0) > end && " (later than the day shown)";
  /** @type {HTMLElement[]} */
  const out = [h("h2", {}, label), h("p", { class: "under" }, persons)];
  const first = firsts.map((event) => h("li", {}, rowLink(context, event), later(event)));
  out.push(h("h3", {}, "First recorded"));
  if (first.length > 1) {
    out.push(h("p", {}, "Which record came first cannot be told. It is one of these:"));
  }
  out.push(
    first.length ? h("ul", {}, ...first) : h("p", {}, "No source has a row of its own on it."),
  );

  out.push(h("h3", {}, "How it was passed on"));
  if (!shares.length) out.push(h("p", {}, "No record that it was passed on to anybody."));
  else {
    const lines = byRow(shares).map((some) => {
      const { row, giver, how } = some[0];
      const line = h(
        "li",
        {},
        dayLink(context, row),
        `${WAYS[how] ?? ""}: ${holderName(data, giver, some)} to `,
      );
      some.forEach((share, n) => {
        line.append(
          n ? "; " : "",
          `${holderName(data, share.taker, [share])} (${shareWords(data, share)}`,
          share.receipt >= 0 && share.receipt !== row ? ", " : "",
          share.receipt >= 0 && share.receipt !== row ? dayLink(context, share.receipt) : "",
          ")",
        );
      });
      line.append(".", later(row) || "");
      return line;
    });
    const list = h("ol", {}, ...lines.slice(0, SHOWN));
    out.push(list);
    if (lines.length > SHOWN) {
      const more = h("button", {
        type: "button",
        onclick: () => {
          list.append(...lines.slice(SHOWN));
          more.remove();
          lines[SHOWN].querySelector("a")?.focus();
        },
      }, `Show ${counted(lines.length - SHOWN, "more share")}`);
      out.push(more);
    }
  }

  if (gaps.length) {
    out.push(
      h("h3", {}, "No record of a share"),
      h(
        "p",
        { class: "hint" },
        "Listed where a duty, a declared pathway or an agency’s own records named the other.",
      ),
      h(
        "ul",
        {},
        ...gaps.map(({ finding, from, to, words }) =>
          h(
            "li",
            {},
            `${data.lanes[from].name} to ${data.lanes[to].name}: `,
            h("a", { class: "finding-link", href: `#${finding}` }, words),
            ".",
          )
        ),
      ),
    );
  }
  out.push(h("h3", {}, `Who held it on ${inWords(at)}`), held(context, fact));

  const rest = findings.filter((id) => !gaps.some((gap) => gap.finding === id));
  if (rest.length) {
    const which = gaps.length ? "other line" : "line";
    out.push(
      h(
        "details",
        {},
        h("summary", {}, `${upper(counted(rest.length, which))} of enquiry about it`),
        h(
          "ul",
          {},
          ...rest.map((id) =>
            h(
              "li",
              {},
              h(
                "a",
                { class: "finding-link", href: `#${id}` },
                findingOf(root, id)?.querySelector(".ask")?.textContent ?? "",
              ),
            )
          ),
        ),
      ),
    );
  }
  if (view === "timeline") out.push(legend());
  out.push(
    h(
      "p",
      { class: "buttons" },
      view !== "timeline" &&
        h(
          "button",
          { type: "button", onclick: () => store.set({ view: "timeline" }) },
          "Show it on the timeline",
        ),
      view !== "knew" &&
        h("button", { type: "button", onclick: () => store.set({ view: "knew" }) }, "Who knew it"),
    ),
  );
  return out;
}

/**
 * Who held a fact on the as-at day, by state, and for whom there is no record or no telling.
 * @param {Context} context
 * @param {number} fact
 */
function held({ data, store }, fact) {
  const { at } = store.state;
  /** @type {Map<string, (Node | string)[]>} */
  const by = new Map(data.words.map(({ key }) => [key, []]));
  for (const lane of data.lanes) {
    const { state, step } = holding(data, fact, lane.place, at);
    const name = step
      ? choosing(store, { sel: `cell-${fact}-${lane.place}` }, lane.name)
      : lane.name;
    const since = step ? ` from ${inWords(Math.floor(step.minute / DAY))}` : "";
    const some = by.get(state);
    some?.push(some.length ? ", " : "", name, since);
  }
  const list = h("dl", {});
  for (const { key, short } of data.words) {
    const lanes = by.get(key);
    if (!lanes?.length) continue;
    const words = key === "none" ? "No record of it by then" : short;
    list.append(h("div", {}, h("dt", {}, words), h("dd", {}, ...lanes)));
  }
  return list;
}

/** What the marks of a chosen fact mean. */
function legend() {
  /** @param {string} words @param {...SVGElement} marks */
  const line = (words, ...marks) =>
    h(
      "li",
      {},
      s(
        "svg",
        { class: "key", viewBox: "0 0 44 20", width: 44, height: 20, "aria-hidden": "true" },
        ...marks,
      ),
      words,
    );
  const shaft = (/** @type {string} */ kind) => s("path", { class: kind, d: "M6 10H30" });
  const head = (/** @type {string} */ kind) => s("path", { class: kind, d: "M40 10L29 4V16z" });
  const tail = (/** @type {string} */ kind) => s("circle", { class: kind, cx: 6, cy: 10, r: 4 });
  return h(
    "div",
    { class: "story-key" },
    h("h3", {}, "On the timeline, up to the day shown"),
    h(
      "ul",
      {},
      line("first record", s("circle", { class: "ring", cx: 22, cy: 10, r: 8 })),
      line("shared: both records have it", shaft("shared"), tail("end"), head("end")),
      line("only the sender’s record has it", shaft("shared"), tail("end"), head("end open")),
      line("only the receiver’s record has it", shaft("shared"), tail("end open"), head("end")),
      line("no record of a share that would be expected", shaft("gap"), head("gap-head")),
    ),
  );
}

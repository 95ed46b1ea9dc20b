/**
 * What if: shares of which there is no record, switched on in any combination; what would have
 * been on record moves at once, as a drawing, a table and a sentence.
 * @module
 */

import { DAY, ticks } from "../dates.js";
import { counted, h, s } from "../dom.js";
import { compare, crossed, heldThen, percent, sentences } from "./moved.js";
import { sealedForm } from "./reveal.js";
import { rowCard } from "./rows.js";
import { atEnd } from "./state.js";
import { carries, suppose } from "./suppose.js";
import { title } from "./walk.js";

/** @typedef {import("./walk.js").Context} Context */
/** @typedef {import("./walk.js").Drawn} Drawn */
/** @typedef {import("./suppose.js").Supposed} Supposed */
/** @typedef {import("./suppose.js").Compact} Compact */
/** @typedef {import("./data.js").Reveal} Reveal */

const HEADING = "What if something else had been on record?";

/** @param {Context} context @returns {Drawn} */
export function whatIf(context) {
  const { walk, supposed: on } = context;
  const ended = atEnd(walk, context.state);
  if (!walk.reveal) {
    return {
      parts: [title(HEADING), sealedForm(context, "“What if”")],
      on: ended ? "Go on without it" : "",
      back: "Back to the room",
      where: "What if",
    };
  }
  const all = walk.reveal;
  const { limits, offers, stands } = all.suppose;
  const data = /** @type {Compact} */ (all.suppose.data);
  const real = suppose(data, []);
  const status = h("div", { class: "moved", role: "status" });
  const drawing = h("div", { class: "supposed-drawing" });
  const table = h("div", { class: "wide" });
  const list = h("div", {});
  const which = days(context);
  const box = h("div", { class: "result" });

  const show = () => {
    const shares = [...on].map((n) => offers[n]);
    const now = suppose(data, shares);
    const minute = Number(which.value);
    const lines = compare(real, now, data.formal, stands, minute);
    const words = {
      count: shares.length,
      lines,
      real,
      supposed: now,
      names: all.agencies,
      day: context.day,
      by: context.day(minute),
    };
    status.replaceChildren(...sentences(words).map((text) => h("p", {}, text)));
    table.replaceChildren(asTable(context, lines, minute));
    drawing.replaceChildren(
      draw(context, real, now, data, minute, context.paper || box.clientWidth),
    );
    const more = lines.filter(({ added }) => added.length);
    list.replaceChildren(
      ...more.map(({ agency, added }) =>
        h(
          "div",
          {},
          h("h3", {}, `${all.agencies[agency]} would also have had on record`),
          h("ul", {}, ...added.map((fact) => h("li", {}, all.facts[fact]?.words ?? ""))),
        )
      ),
    );
  };
  which.addEventListener("change", () => {
    context.lookedAt = Number(which.value);
    show();
  });
  /** Look at the day of a share. @param {number} n */
  const lookAt = (n) => {
    const day = context.day(offers[n].minute);
    const option = Array.from(which.options).find(({ value }) =>
      context.day(Number(value)) === day
    );
    if (option) which.value = option.value;
    context.lookedAt = Number(which.value);
  };
  drawing.addEventListener("redraw", show);
  drawing.dataset.strip = "";

  const boxes = offers.map((offer, n) => {
    const { words, because, row, consent } = offer;
    const [news, whole] = tells(context, all, data, real, offer);
    const input = h("input", {
      type: "checkbox",
      checked: on.has(n),
      "data-offer": n,
      "aria-describedby": `tells-${n}`,
      onchange: () => {
        if (input.checked) {
          on.add(n);
          lookAt(n);
        } else on.delete(n);
        show();
      },
    });
    return {
      input,
      item: h(
        "li",
        {},
        h("label", { class: "switch" }, input, h("span", {}, words)),
        h(
          "div",
          { class: "tells", id: `tells-${n}` },
          news && h("p", {}, news),
          consent && h("p", { class: "consent" }, h("strong", {}, "Consent: "), consent),
        ),
        (because || whole) && h(
          "details",
          { class: "folded" },
          h("summary", {}, "Why this is offered"),
          h("p", {}, because),
          whole && h("p", {}, whole),
          row >= 0 && rowCard(all.rows[row], { level: 3 }),
        ),
      ),
    };
  });
  /** @param {boolean} every */
  const choose = (every) => {
    boxes.forEach(({ input }, n) => {
      input.checked = every;
      if (every) on.add(n);
      else on.delete(n);
    });
    if (every) lookAt(offers.length - 1);
    show();
  };
  box.append(
    status,
    h("p", { class: "by-day" }, h("label", {}, "Looked at on ", which)),
    drawing,
    table,
    h("p", { class: "hint" }, threshold(data.rule)),
    list,
  );
  queueMicrotask(show); // once it stands in the page, and has a width
  return {
    parts: [
      title(HEADING),
      h("p", { class: "limit-paper" }, limits),
      offers.length === 0
        ? h(
          "p",
          { class: "none-offered" },
          "As far as they are coded, these records show no occasion for a share of which there is " +
            "no record. That is not to say that all was shared: what nobody recorded or coded is " +
            "not in them.",
        )
        : h(
          "div",
          { class: "what-if" },
          h(
            "fieldset",
            { class: "offers" },
            ...listed(context, boxes.map(({ item }) => item)),
            h(
              "p",
              { class: "buttons" },
              h("button", { type: "button", onclick: () => choose(false) }, "None"),
              h("button", { type: "button", onclick: () => choose(true) }, `All ${boxes.length}`),
            ),
          ),
          box,
        ),
    ],
    on: ended ? "Closing" : "",
    back: "Back to the room",
    where: "What if",
    limit: limits,
  };
}

/**
 * The offers: those with which a room begins, and the others folded under how many they are. What
 * is switched on is never folded.
 * @param {Context} context
 * @param {HTMLElement[]} items
 * @returns {HTMLElement[]}
 */
function listed({ walk, supposed: on }, items) {
  const { offers = [] } = walk.reveal?.suppose ?? {};
  const first = items.filter((_, n) => offers[n].foremost);
  const others = items.filter((_, n) => !offers[n].foremost);
  if (!first.length || !others.length) {
    return [h("legend", {}, "Switch on any of these"), h("ul", {}, ...items)];
  }
  return [
    h("legend", {}, `Begin with these ${first.length} of ${items.length}: switch on any`),
    h("ul", {}, ...first),
    h(
      "details",
      {
        class: "other-offers",
        "data-whole": true,
        open: offers.some(({ foremost }, n) => !foremost && on.has(n)),
      },
      h("summary", {}, `The other ${others.length}, in order of time`),
      h("ul", {}, ...others),
    ),
  ];
}

/**
 * What the threshold of the review is, in words.
 * @param {number[]} rule
 */
function threshold([things, weight, incidents, within]) {
  const days = Math.round(within / DAY);
  return `The threshold of this review is reached with ${things} things on record at once, or with ` +
    `things whose weights add up to ${weight}, or with ${incidents} incidents within ${days} days.`;
}

/** How many things are named before the rest are counted. */
const NAMED = 4;

/**
 * What a share would tell that is new, as the records stand: in short, where the offer does not say
 * it in its own words, and all of it, where that is more than is named.
 * @param {Context} context
 * @param {Reveal} all
 * @param {Compact} data
 * @param {Supposed} real
 * @param {import("./data.js").Offer} offer
 * @returns {[string, string]}
 */
function tells(context, all, data, real, offer) {
  const { teller, told, minute, when, words } = offer;
  const [from, to] = [all.agencies[teller], all.agencies[told]];
  const held = new Set(heldThen(all.suppose.stands[told], real, told, dayEnd(context, minute)));
  const added = carries(data, offer)
    .filter((fact) => !held.has(fact))
    .sort((a, b) => all.facts[b].weight - all.facts[a].weight);
  /** @param {number[]} some */
  const named = (some) => some.map((fact) => all.facts[fact].words);
  const every = named(added);
  if (!every.length) return [`${from} then held nothing that was new to ${to}.`, ""];
  const whole = `All that would be new to ${to}: ${every.join("; ")}.`;
  if (every.some((one) => words.includes(one))) {
    // what had been on its record before, in doubt, ended or lapsed, the offer does not count as new
    const again = named(
      added.filter((fact) => (real.knows[told].get(fact)?.[1] ?? Infinity) <= minute),
    );
    const more = again.filter((one) => !words.includes(one));
    return [
      more.length
        ? `${to} had this only in doubt, or as ended; it would be certain: ${more.join("; ")}.`
        : "",
      every.every((one) => words.includes(one) || more.includes(one)) ? "" : whole,
    ];
  }
  const more = every.length - NAMED;
  const first = every.slice(0, more > 1 ? NAMED : every.length).join("; ");
  return [
    `New to ${to} from ${when}: ${first}${more > 1 ? `; and ${more} more` : ""}.`,
    more > 1 ? whole : "",
  ];
}

/**
 * The last minute of a day, as far as the time is looked at.
 * @param {Context} context
 * @param {number} minute since base
 */
function dayEnd({ walk }, minute) {
  const { base, end } = walk.open;
  const over = (Math.floor((base + minute) / DAY) + 1) * DAY - 1 - base;
  return Math.min(Math.max(minute, over), Math.max(minute, end));
}

/**
 * The days on which it can be looked at: those of the shares and of the moments, and the end. It
 * opens at the day that was looked at last, or at that of the first share on the screen.
 * @param {Context} context
 */
function days(context) {
  const { walk } = context;
  const offers = walk.reveal?.suppose.offers ?? [];
  const moments = walk.reveal?.moments ?? [];
  // a day is looked at when it is over: what else was recorded on it counts too
  const byDay = new Map(
    [...offers, ...moments, { minute: walk.open.end }]
      .map(({ minute }) => dayEnd(context, minute))
      .sort((a, b) => a - b)
      .map((minute) => [context.day(minute), minute]),
  );
  const minutes = [...byDay.values()];
  const first = offers.find(({ foremost }) => foremost) ?? offers[0];
  const now = context.lookedAt ?? byDay.get(context.day(first?.minute ?? walk.open.end));
  const select = h(
    "select",
    {},
    ...minutes.map((minute) =>
      h(
        "option",
        { value: minute, selected: minute === now },
        context.day(minute) + (minute === walk.open.end ? " (the end)" : ""),
      )
    ),
  );
  select.value = String(now);
  return select;
}

/**
 * @param {Context} context
 * @param {import("./moved.js").Line[]} lines
 * @param {number} minute
 */
function asTable(context, lines, minute) {
  const names = context.walk.reveal?.agencies ?? [];
  const heads = [
    "Agency",
    "Things held",
    "Share of the picture",
    "Crossed the threshold",
  ];
  /** @param {string} was @param {string} now */
  const both = (was, now) =>
    h(
      "td",
      {},
      was,
      was !== now && h("strong", { class: "would" }, `would be: ${now}`),
    );
  return h(
    "table",
    { class: "supposed" },
    h("caption", {}, `On record on ${context.day(minute)}, and with what is supposed`),
    h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
    h(
      "tbody",
      {},
      ...lines.map(({ agency, things, share, crossing, earlier }) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, names[agency]),
          both(String(things[0]), String(things[1])),
          both(percent(share[0]), percent(share[1])),
          both(
            crossed(crossing[0], context.day),
            crossed(crossing[1], context.day) +
              (earlier ? ` (${counted(earlier, "day")} earlier)` : ""),
          ),
        )
      ),
    ),
  );
}

const LANE = 46;
const LEFT = 12;
/** How wide a letter of a name in the drawing is at the most, on average. */
const LETTER = 8;

/**
 * A name as much of it as fits a line of the drawing; the table has the whole.
 * @param {string} name
 * @param {number} width
 */
export function fitted(name, width) {
  const most = Math.max(12, Math.floor(width / LETTER));
  if (name.length <= most) return name;
  const words = name.slice(0, most - 1).replace(/[\s,;(]+\S*$/, "");
  return `${words || name.slice(0, most - 1)}…`;
}

/**
 * Each agency's share of the picture over time: as it was on record, and as supposed; a mark where
 * it crossed the threshold. The table says the same.
 * @param {Context} context
 * @param {Supposed} real
 * @param {Supposed} now
 * @param {Compact} data
 * @param {number} minute
 * @param {number} width
 */
function draw(context, real, now, data, minute, width) {
  const { open, reveal } = context.walk;
  const names = reveal?.agencies ?? [];
  const agencies = data.formal.flatMap((is, agency) => is ? [agency] : []);
  const wide = Math.max(260, Math.floor(width) || 600);
  const tall = agencies.length * LANE + 24;
  // two years before anything can move; what came earlier stands at the edge
  const moves = [
    ...reveal?.suppose.offers.map(({ minute: at }) => at) ?? [],
    ...agencies.flatMap((agency) => real.crossings[agency][0] ?? []),
  ];
  const begin = Math.min(open.end - DAY, Math.max(0, Math.min(...moves) - 730 * DAY));
  /** @param {number} at */
  const x = (at) => {
    const part = (Math.max(begin, at) - begin) / (open.end - begin);
    return Math.round(10 * (LEFT + (wide - 2 * LEFT) * part)) / 10;
  };
  const svg = s("svg", {
    class: "supposed-lanes",
    viewBox: `0 0 ${wide} ${tall}`,
    width: wide,
    height: tall,
    "aria-hidden": "true",
  });
  for (const { minute: at, label } of ticks(open.base + begin, open.base + open.end, wide / 90)) {
    const edge = x(at - open.base);
    const text = s("text", { class: "tick", x: edge + 3, y: tall - 6 });
    text.textContent = edge < wide - 40 ? label : "";
    svg.append(s("path", { class: "grid", d: `M${edge} 0V${tall}` }), text);
  }
  agencies.forEach((agency, place) => {
    const foot = (place + 1) * LANE - 4;
    /** @param {Supposed} one */
    const area = (one) => {
      const steps = one.shares[agency].filter(([from]) => from <= open.end);
      if (!steps.length) return "";
      const line = steps.map(([from, low]) =>
        `H${x(from)}V${Math.round(10 * (foot - 24 * low)) / 10}`
      );
      return `M${x(steps[0][0])} ${foot}${line.join("")}H${x(open.end)}V${foot}Z`;
    };
    const name = s("text", { class: "stand", x: LEFT, y: foot - 28 });
    name.textContent = fitted(names[agency], wide - 2 * LEFT);
    const [on, would] = [area(real), area(now)];
    if (would !== on) svg.append(s("path", { class: "would-area", d: would }));
    svg.append(
      s("path", { class: "real-area", d: on }),
      s("path", { class: "axis", d: `M${LEFT} ${foot}H${wide - LEFT}` }),
    );
    const [was] = real.crossings[agency];
    const [then] = now.crossings[agency];
    if (was !== null && was <= open.end) {
      svg.append(
        s("path", { class: "real-mark", d: `M${x(was)} ${foot - 9}v9` }),
        s("circle", { class: "real-mark", cx: x(was), cy: foot - 12, r: 5 }),
      );
    }
    if (then !== null && then <= open.end && then !== was) {
      svg.append(s("path", {
        class: "would-mark",
        d: `M${x(then)} ${foot}v-9m0 -10l6 10h-12z`,
      }));
    }
    svg.append(name);
  });
  svg.append(s("path", { class: "asat-line", d: `M${x(minute)} 0V${tall - 20}` }));
  const legend = h(
    "p",
    { class: "hint" },
    h("span", { class: "swatch real" }),
    " share of the picture on record, ",
    h("span", { class: "swatch would" }),
    " as supposed. ● the day the agency certainly crossed the threshold, ▲ the day it would have.",
  );
  return h("figure", {}, svg, legend);
}

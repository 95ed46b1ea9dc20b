/**
 * What if: shares of which there is no record, switched on in any combination; what would have
 * been on record moves at once, as a drawing, a table and a sentence.
 * @module
 */

import { DAY, ticks } from "../dates.js";
import { h, s } from "../dom.js";
import { compare, crossed, earlier, heldThen, percent, sentences } from "./moved.js";
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
    // where it stays in sight above the switches, what has the keyboard comes to stand below it
    context.frame.style.setProperty("--moved", `${status.offsetHeight}px`);
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
      id: `offer-${n}`,
      checked: on.has(n),
      "data-offer": n,
      "aria-describedby": `tells-${n}`,
      onchange: () => {
        if (input.checked) {
          on.add(n);
          lookAt(n);
        } else on.delete(n);
        show();
        // where what moves is said above it, it may have been pushed out of sight
        input.scrollIntoView({ block: "nearest" });
      },
    });
    return {
      input,
      item: h(
        "li",
        {},
        input,
        h("label", { class: "switch", for: `offer-${n}` }, told(words)),
        h(
          "div",
          { class: "tells", id: `tells-${n}` },
          news && h("p", {}, news),
          consent && h("p", { class: "consent" }, consent),
        ),
        (because || whole.length > 0) && h(
          "details",
          { class: "folded" },
          h("summary", {}, "Why", h("span", { class: "sr" }, " this is offered"), "?"),
          h("p", {}, because),
          ...whole.map((text) => h("p", {}, text)),
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
    h("p", { class: "by-day" }, h("label", {}, "Looked at on ", which)),
    drawing,
    // what is crossed is said beside where it is drawn
    h("p", { class: "hint" }, threshold(data.rule)),
    table,
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
          status,
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
 * What is supposed, without what the heading of the list says of all: six stand on one screen.
 * @param {string} words
 */
const told = (words) =>
  words.replace(/^Suppose\s+that\s+/, "").replace(" what it had on record: ", ": ");

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
    return [h("legend", {}, "Switch on any of these. What if …"), h("ul", {}, ...items)];
  }
  return [
    h("legend", {}, `Begin with these ${first.length} of ${items.length}. What if …`),
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
 * @returns {[string, string[]]}
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
  if (!every.length) return [`${from} then held nothing that was new to ${to}.`, []];
  const whole = `All that would be new to ${to}: ${every.join("; ")}.`;
  if (every.some((one) => words.includes(one))) {
    // what had been on its record before, in doubt, ended or lapsed, the offer does not count as new
    const again = named(
      added.filter((fact) => (real.knows[told].get(fact)?.[1] ?? Infinity) <= minute),
    );
    const more = again.filter((one) => !words.includes(one));
    const doubted = more.length
      ? `${to} had this only in doubt, or as ended; it would be certain: ${more.join("; ")}.`
      : "";
    const rest = every.every((one) => words.includes(one) || more.includes(one)) ? "" : whole;
    return ["", [doubted, rest].filter(Boolean)];
  }
  const more = every.length - NAMED;
  const first = every.slice(0, more > 1 ? NAMED : every.length).join("; ");
  return [
    `New to ${to} from ${when}: ${first}${more > 1 ? `; and ${more} more` : ""}.`,
    more > 1 ? [whole] : [],
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
      ...lines.map(({ agency, things, share, crossing: [was, now] }) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, names[agency]),
          both(String(things[0]), String(things[1])),
          both(percent(share[0]), percent(share[1])),
          both(
            crossed(was, context.day),
            crossed(now, context.day) + (earlier(was, now) && ` (${earlier(was, now)})`),
          ),
        )
      ),
    ),
  );
}

const LEFT = 12;
/** How wide a letter of a name in the drawing is at the most, on average: of its size, in pixels. */
const LETTER = 0.59;
/** How large the names are, of the letters of the page. */
const SIZE = 0.85;
/** As wide as so many letters the drawing has its names beside the lanes. */
const BESIDE = 30;

/**
 * A name as much of it as fits a line of the drawing; the table has the whole.
 * @param {string} name
 * @param {number} width
 * @param {number} [letter] how wide one is
 */
export function fitted(name, width, letter = 8) {
  const most = Math.max(12, Math.floor(width / letter));
  if (name.length <= most) return name;
  const words = name.slice(0, most - 1).replace(/[\s,;(]+\S*$/, "");
  return `${words || name.slice(0, most - 1)}…`;
}

/**
 * A name on one line, or on two where it does not fit.
 * @param {string} name
 * @param {number} width
 * @param {number} letter how wide one is
 * @returns {string[]}
 */
export function onLines(name, width, letter) {
  const most = Math.max(12, Math.floor(width / letter));
  if (name.length <= most) return [name];
  const first = name.slice(0, most + 1).replace(/\s+\S*$/, "");
  if (first.length > most) return [fitted(name, width, letter)];
  return [first, fitted(name.slice(first.length).trim(), width, letter)];
}

/**
 * How so many lanes are laid out, so that they stand on a screen together with the offers and the
 * sentences: how tall a lane is, and how wide the names are that stand beside it.
 * @param {string[]} names
 * @param {number} wide
 * @param {number} text height of a name's letters
 * @param {number} screen its height
 * @returns {{lane: number, left: number}} `left` is 0 where the names stand above
 */
export function lanes(names, wide, text, screen) {
  const letter = LETTER * text;
  if (wide < BESIDE * text) return { lane: Math.round(30 + 1.2 * text), left: 0 };
  const longest = Math.max(0, ...names.map(({ length }) => length));
  const left = Math.min(longest * letter, 0.34 * wide) + 8;
  // two lines of a name, and on a tall screen more
  const lane = Math.max(2.1 * text, Math.min(46, 0.038 * screen));
  return { lane: Math.round(lane), left: Math.round(left) };
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
  const text = SIZE * parseFloat(getComputedStyle(context.frame).fontSize);
  const { lane, left } = lanes(agencies.map((agency) => names[agency]), wide, text, innerHeight);
  const high = left ? lane - 6 : 24;
  const start = LEFT + left;
  const tall = agencies.length * lane + Math.round(10 + text);
  // two years before anything can move; what came earlier stands at the edge
  const moves = [
    ...reveal?.suppose.offers.map(({ minute: at }) => at) ?? [],
    ...agencies.flatMap((agency) => real.crossings[agency][0] ?? []),
  ];
  const begin = Math.min(open.end - DAY, Math.max(0, Math.min(...moves) - 730 * DAY));
  /** @param {number} at */
  const x = (at) => {
    const part = (Math.max(begin, at) - begin) / (open.end - begin);
    return Math.round(10 * (start + (wide - LEFT - start) * part)) / 10;
  };
  const svg = s("svg", {
    class: "supposed-lanes",
    viewBox: `0 0 ${wide} ${tall}`,
    width: wide,
    height: tall,
    "aria-hidden": "true",
  });
  for (
    const { minute: at, label } of ticks(
      open.base + begin,
      open.base + open.end,
      (wide - start) / (6.6 * text),
    )
  ) {
    const edge = x(at - open.base);
    const tick = s("text", { class: "tick", x: edge + 3, y: tall - 6 });
    tick.textContent = edge < wide - 3 * text ? label : "";
    svg.append(s("path", { class: "grid", d: `M${edge} 0V${tall}` }), tick);
  }
  agencies.forEach((agency, place) => {
    const foot = (place + 1) * lane - 4;
    /** @param {Supposed} one */
    const area = (one) => {
      const steps = one.shares[agency].filter(([from]) => from <= open.end);
      if (!steps.length) return "";
      const line = steps.map(([from, low]) =>
        `H${x(from)}V${Math.round(10 * (foot - high * low)) / 10}`
      );
      return `M${x(steps[0][0])} ${foot}${line.join("")}H${x(open.end)}V${foot}Z`;
    };
    const name = s("text", { class: "stand" });
    const said = left
      ? onLines(names[agency], left, LETTER * text)
      : [fitted(names[agency], wide - 2 * LEFT, LETTER * text)];
    said.forEach((line, n) => {
      // beside its lane a name stands on its foot, or a little above where it has two lines
      const y = left ? foot - (said.length - 1 - n) * 1.05 * text : foot - 28;
      const part = s("tspan", { x: left ? 0 : LEFT, y });
      part.textContent = line;
      name.append(part);
    });
    const [on, would] = [area(real), area(now)];
    if (would !== on) svg.append(s("path", { class: "would-area", d: would }));
    svg.append(
      s("path", { class: "real-area", d: on }),
      s("path", { class: "axis", d: `M${start} ${foot}H${wide - LEFT}` }),
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
  svg.append(
    s("path", { class: "asat-line", d: `M${x(minute)} 0V${Math.round(tall - 6 - text)}` }),
  );
  const legend = h(
    "p",
    { class: "hint" },
    h("span", { class: "swatch real" }),
    " share of the picture on record, ",
    h("span", { class: "swatch would" }),
    " as supposed. ● the day by which the agency certainly crossed the threshold, ▲ the day by " +
      "which it would have.",
  );
  return h("figure", {}, svg, legend);
}

/**
 * The swim lanes: what is in view, what is chosen, and every way of moving about. The lanes are
 * laid out in lanes.js, drawn in draw.js, listed in list.js; the controls are in bar.js.
 * @module
 */

import { bar } from "./bar.js";
import { curve, curveName, curveTable } from "./curve.js";
import { DAY, inWords } from "./dates.js";
import { findingOf, rowsOf } from "./detail.js";
import { counted, focusIn, frameOf, h, s } from "./dom.js";
import { chosen, definitions, ground, HEAD, marks, picture, standing, strips } from "./draw.js";
import {
  arrange,
  bandOfTeam,
  dated,
  drawn,
  inLife,
  LIFE_LANE,
  ordered,
  pile,
  shareOn,
  teamsOf,
} from "./lanes.js";
import { rowsInView } from "./list.js";
import { overlay } from "./overlay.js";
import { storyRows } from "./story.js";

/** @typedef {import("./mount.js").Context} Context */
/** @typedef {import("./lanes.js").Band} Band */
/** @typedef {import("./draw.js").Count} Count */
/**
 * A line of enquiry that has the lanes to itself.
 * @typedef {{id: string, question: string, lanes: Set<number>, rows: Set<number>,
 *   every: boolean}} Focus
 */

/** More rows in view than this are drawn as density strips. */
export const MARKS_UP_TO = 500;
const CURVE = 54;
const AXIS = 26;
/** What is in view is told ten times a second and not with every frame, in milliseconds. */
const TELL = 100;
/** Nearer than this nothing more can be seen. */
const LEAST = DAY;

/**
 * The scope with a little before and after, where that is much less than everything.
 * @param {import("./data.js").Data} data
 * @param {[number, number]} whole
 * @returns {[number, number] | null}
 */
function inScope(data, whole) {
  const [since, until] = data.scope;
  if (since === null) return null;
  const last = Math.max(until ?? data.last, data.death[1] ?? -Infinity);
  const room = (last - since) * 0.08;
  const near = /** @type {[number, number]} */ ([
    Math.max(whole[0], since - room),
    Math.min(whole[1], last + room),
  ]);
  return near[1] - near[0] < 0.9 * (whole[1] - whole[0]) ? near : null;
}

/**
 * An attribute that is set anew costs its styles anew, even where it stays the same.
 * @param {SVGElement} svg @param {number} width @param {number} height
 */
function resize(svg, width, height) {
  const box = `0 0 ${width} ${height}`;
  if (svg.getAttribute("viewBox") === box) return;
  svg.setAttribute("viewBox", box);
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
}

/** @param {Context} context @param {HTMLElement} place */
export function timeline(context, place) {
  const { data, rows, store, root } = context;
  const whole =
    /** @type {[number, number]} */ ([data.first, Math.max(data.last, data.first + DAY)]);
  const margin = (whole[1] - whole[0]) * 0.02;
  whole[0] -= margin;
  whole[1] += margin;
  const scope = inScope(data, whole);
  let [from, to] = scope ?? whole;
  let width = 800;
  /** @type {Set<number>} */
  const unfolded = new Set();
  let about = 0;
  /** @type {import("./lanes.js").Order} */
  let order = { by: "case", about: 0 };
  /** @type {Focus | null} */
  let focus = null;
  /** @type {Set<number>} rows of the chosen line of enquiry, or of the one that has the lanes */
  let lit = new Set();
  /** @type {number | null} a minute that was asked for */
  let goal = null;
  /** @type {import("./list.js").Place | null} */
  let picked = null;
  /** @type {Uint8Array} for each row whether it may be drawn */
  let shown = new Uint8Array(data.count);
  /** @type {Band[]} */
  let bands = [];
  let where = bandOfTeam(data, bands);
  let foot = HEAD;
  let base = HEAD;
  /** @type {import("./draw.js").Spot[]} */
  let spots = [];
  /** @type {Count[]} */
  let counts = [];
  let latest = -1;
  let sharesFor = -1;
  let pending = 0;
  let said = "";
  /** @type {ReturnType<typeof setTimeout> | null} */
  let telling = null;
  let life = false;
  let undated = 0;
  for (let n = 0; n < data.count; n++) {
    life ||= inLife(data, n) && dated(data, n);
    if (!dated(data, n)) undated++;
  }

  /** @type {Map<number, string>} */
  const labels = new Map();
  /** @param {number} event @returns {string} its date, read off the table once */
  const label = (event) => {
    const known = labels.get(event);
    if (known !== undefined) return known;
    const text = rows.written(event).replace(/^“|”$/g, "") || rows.when(event);
    labels.set(event, text);
    return text;
  };

  // -- moving along ------------------------------------------------------------------------

  /** @param {number} minute */
  const at = (minute) => ((minute - from) / (to - from)) * width;
  /** @param {number} a @param {number} b */
  const view = (a, b) => {
    const most = whole[1] - whole[0];
    const span = Math.min(most, Math.max(LEAST, b - a));
    const start = Math.min(whole[1] - span, Math.max(whole[0], (a + b - span) / 2));
    from = start;
    to = start + span;
    picked = null;
    controls.showSpan("");
    schedule();
  };
  /** @param {number} part */
  const pan = (part) => view(from + (to - from) * part, to + (to - from) * part);
  /** @param {number} by @param {number} [around] */
  const zoom = (by, around = (from + to) / 2) =>
    view(around - (around - from) * by, around + (to - around) * by);
  /** @param {number} minute where it is out of view, bring it to the middle */
  const bring = (minute) => {
    if (minute < from || minute > to) view(minute - (to - from) / 2, minute + (to - from) / 2);
  };
  /** @param {number} event */
  const minuteOf = (event) => Number.isFinite(data.low[event]) ? data.low[event] : data.high[event];
  /** @param {string} span */
  const show = (span) => {
    if (!span || span === "scope" && !scope) return;
    const [a, b] = span === "scope" && scope ? scope : whole;
    if (Number(span)) {
      const event = rows.find(store.state.sel);
      const chosenAt = event !== undefined && dated(data, event) ? minuteOf(event) : null;
      const middle = chosenAt !== null && chosenAt >= from && chosenAt <= to
        ? chosenAt
        : goal !== null && goal >= from && goal <= to
        ? goal
        : (from + to) / 2;
      const half = Number(span) * DAY / 2;
      // a day is shown as the day it is, not from noon to noon
      const start = span === "1" ? Math.floor(middle / DAY) * DAY : middle - half;
      view(start, start + 2 * half);
    } else view(a, b);
    controls.showSpan(span);
  };
  /** @param {number} day @returns {string} */
  const go = (day) => {
    const [first, last] = [Math.floor(data.first / DAY), Math.floor(data.last / DAY)];
    if (day < first || day > last) {
      return `${inWords(day)} lies outside these records: they run from ${inWords(first)} to ${
        inWords(last)
      }.`;
    }
    goal = day * DAY;
    const half = (to - from) / 2;
    view(goal + DAY / 2 - half, goal + DAY / 2 + half);
    return "";
  };
  const controls = bar(data, scope !== null, {
    pan,
    zoom,
    span: show,
    go,
    about: (bits) => {
      about = bits;
      relayout();
    },
    order: (by) => {
      order = by;
      relayout();
    },
  });

  // -- the parts of the view ---------------------------------------------------------------

  const says = h("p", { class: "span", role: "status" });
  const enquiry = h("div", { class: "tl-ask", role: "region", "aria-label": "Line of enquiry" });
  const names = h("div", { class: "tl-names" });
  const svg = s("svg", { "aria-hidden": "true", focusable: "false" });
  const plot = h("div", {
    class: "tl-plot",
    tabindex: "0",
    role: "group",
    "aria-label":
      "Timeline. Left and right arrow keys move along it, plus and minus zoom, Home shows all, up and down choose the row before and after. The rows in view are listed below.",
  }, svg);
  const under = h("p", { class: "pointer quiet", "aria-hidden": "true" });
  const unfoldAll = h("button", { type: "button", onclick: () => unfold() }, "Open all teams");
  const stacks = h("details", { class: "stacks", hidden: true });
  const stacksSay = h("summary", {});
  const stackList = h("ul", {});
  stacks.append(stacksSay, stackList);
  stacks.addEventListener("toggle", () => listStacks());
  const list = rowsInView(
    context,
    () => plot.clientWidth > 0,
    () => {
      picked = null;
      schedule();
      list.focus();
    },
    undated
      ? `${counted(undated, "row")} without any date ${
        undated === 1 ? "is" : "are"
      } in the chronology only.`
      : "",
  );
  const legend = place.parentElement?.querySelector(".legend");
  legend?.append(h("li", {}, h("b", { class: "plate" }, "+7"), " More rows"));
  if (data.lanes.some((lane) => data.pictureShare(lane.place).length)) {
    legend?.append(
      h("li", {}, h("span", { class: "swatch share" }), " Share of the pooled picture"),
    );
  }
  place.append(
    controls.node,
    h("div", { class: "tl-bar" }, says),
    legend ?? "",
    enquiry,
    h("div", { class: "tl-body" }, names, plot),
    under,
    stacks,
    data.pooled?.points.length ? curveTable(data.pooled) : "",
    ...list.nodes,
  );

  const schedule = () => {
    if (pending) return;
    pending = requestAnimationFrame(() => {
      pending = 0;
      draw();
    });
  };

  // -- lanes ---------------------------------------------------------------------------------

  /**
   * The middle of a lane, or of a team's where the lane is open; null where it is not drawn.
   * @param {number} lane
   * @param {number | null} [team]
   */
  const middle = (lane, team = null) => {
    const open = unfolded.has(lane) && team !== null;
    const found = bands.find((one) => one.lane === lane && (open ? one.team === team : true)) ??
      bands.find((one) => one.lane === lane);
    return found ? found.top + found.height / 2 : null;
  };

  /** @param {number} event its mark in the lane of whose record it is */
  const spot = (event) =>
    spots.find((one) => one.event === event && one.band === where[data.team[event]]);

  const narrowed = () => (focus && !focus.every ? focus : null);

  const layout = () => {
    const own = narrowed();
    showQuestion();
    shown = drawn(data, { about, own: lit, only: own !== null });
    const places = ordered(data, order).filter(({ lane }) => !own || own.lanes.has(lane));
    bands = arrange(data, {
      lanes: places.map(({ lane }) => lane),
      unfolded,
      life: life && (!own || [...own.rows].some((n) => inLife(data, n))),
    });
    where = bandOfTeam(data, bands);
    sharesFor = -1;
    name(new Map(places.map(({ lane, value }) => [lane, value])));
    sayShares();
    // all that is written stands before anything is measured: a browser lays out the page once
    width = plot.clientWidth || 800;
    const above = plot.getBoundingClientRect().top + scrollY;
    const boxes = /** @type {HTMLElement[]} */ ([...names.children].slice(1));
    const tall = boxes.map((box) => Math.ceil(box.getBoundingClientRect().height));
    foot = pile(bands, {
      top: HEAD,
      free: innerHeight - above - HEAD - AXIS - 10 - (data.pooled ? CURVE : 0),
      names: tall,
    });
    base = foot + (data.pooled ? tall[bands.length] : 0);
    bands.forEach(({ height }, n) => boxes[n].style.minHeight = `${height}px`);
  };
  const relayout = () => {
    picked = null;
    layout();
    draw();
  };

  /** @param {number | null | undefined} value */
  const orderedBy = (value) => {
    if (order.by === "case") return "";
    if (order.by === "rows") return counted(value ?? 0, "row");
    return value === null || value === undefined ? "no row" : rows.when(value);
  };

  /** @param {Map<number, number | null>} values by what the lanes were ordered */
  const name = (values) => {
    names.replaceChildren(h("div", { class: "tl-corner" }, unfoldAll));
    for (const band of bands) {
      const box = h("div", { class: "tl-name" }, ...named(band, values));
      if (data.lanes[band.lane]?.informal) box.classList.add("informal");
      if (band.divided) box.classList.add("divided");
      names.append(box);
    }
    if (data.pooled) {
      const box = h("div", { class: "tl-name curve-name" }, h("span", {}, curveName(data.pooled)));
      box.style.minHeight = `${CURVE}px`;
      names.append(box);
    }
    unfoldAll.textContent = unfolded.size ? "Fold all teams" : "Open all teams";
    unfoldAll.hidden = !data.lanes.some(({ place }) => teamsOf(data, place).length > 1);
  };
  /** @param {Band} band @param {Map<number, number | null>} values */
  const named = (band, values) => {
    if (band.lane === LIFE_LANE) {
      const also = h("small", {}, "each also in its own lane");
      return [h("span", { class: "plain" }, h("strong", {}, "Life events"), also)];
    }
    if (band.team !== null) {
      return [h("span", { class: "team" }, data.teams[band.team].name || "Team not stated")];
    }
    const lane = data.lanes[band.lane];
    const teams = teamsOf(data, band.lane).length;
    const by = orderedBy(values.get(band.lane));
    const words = by || (lane.informal ? "not an agency" : "");
    const more = words && h("small", {}, words);
    const share = data.pictureShare(band.lane).length > 0 && !band.open &&
      h("span", { class: "share", "data-lane": band.lane });
    if (teams < 2) return [h("span", { class: "plain" }, lane.name, more), share];
    const props = {
      type: "button",
      "aria-expanded": String(band.open),
      onclick: () => fold(band.lane),
    };
    const sign = h("span", { "aria-hidden": "true" }, band.open ? "▾ " : "▸ ");
    const read = h("span", { class: "sr" }, `, ${counted(teams, "team")}`);
    return [h("button", props, sign, h("span", {}, lane.name, read, more)), share];
  };
  /** Beside each name the share of the pooled picture that stands in its strip on the as-at day. */
  const sayShares = () => {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (names.querySelectorAll(".share"))) {
      const words = shareOn(data.pictureShare(Number(box.dataset.lane)), store.state.at);
      box.replaceChildren(words, h("span", { class: "sr" }, " of the pooled picture"));
    }
  };
  /** @param {number} lane */
  const fold = (lane) => {
    const focused = focusIn(place)?.closest(".tl-name");
    const index = focused ? [...names.children].indexOf(focused) : -1;
    if (!unfolded.delete(lane)) unfolded.add(lane);
    relayout();
    names.children[index]?.querySelector("button")?.focus();
  };
  const unfold = () => {
    const focused = focusIn(place) === unfoldAll;
    if (unfolded.size) unfolded.clear();
    else {for (const { place } of data.lanes) {
        if (teamsOf(data, place).length > 1) unfolded.add(place);
      }}
    relayout();
    if (focused) unfoldAll.focus();
  };

  // -- drawing -------------------------------------------------------------------------------

  const draw = () => {
    // a narrow page lists rows and draws none: there all time is in view
    if (!plot.clientWidth) [from, to] = whole;
    /** @type {number[]} */
    const seen = [];
    let left = 0;
    for (let n = 0; n < data.count; n++) {
      if (!(data.low[n] <= to && data.high[n] >= from)) continue;
      if (shown[n]) seen.push(n);
      else if (dated(data, n)) left++;
    }
    /** @type {import("./draw.js").Scene} */
    const scene = {
      context,
      from,
      to,
      width,
      at,
      bands,
      where,
      life: bands.findIndex((band) => band.lane === LIFE_LANE),
      foot,
      base,
      lit,
      faint: focus !== null && focus.every,
      goal,
      label,
    };
    const dense = seen.length > MARKS_UP_TO;
    /** @type {SVGElement[]} */
    let rowsDrawn;
    /** @type {SVGElement[]} */
    let plates = [];
    [spots, counts] = [[], []];
    if (dense) rowsDrawn = strips(scene, seen);
    else ({ parts: rowsDrawn, plates, spots, counts } = marks(scene, seen));
    resize(svg, width, base + AXIS);
    svg.replaceChildren(
      definitions(),
      ...ground(scene),
      ...picture(scene),
      ...rowsDrawn,
      ...(data.pooled ? curve(data.pooled, { x: at, width, foot, base, last: data.last }) : []),
      ...standing(scene),
      ...plates,
      ...chosen(scene, spots),
      ...overlay(context, { x: at, band: middle, spot, width, base }),
    );
    if (sharesFor !== store.state.at) {
      sharesFor = store.state.at;
      sayShares();
    }
    said = sentence(seen.length, left, dense);
    tell();
    const over = counts.length;
    stacks.hidden = over === 0;
    if (over) {
      stacksSay.textContent = `${counted(over, "place")} with more rows than fit (“+7”)`;
    }
    if (stacks.open) listStacks();
    list.relist(seen, picked, dense ? 250 : 60);
  };
  /** What is in view: at once, and then no more often than it can be read. */
  const tell = () => {
    if (telling !== null) return;
    says.textContent = said;
    telling = setTimeout(() => {
      telling = null;
      if (says.textContent !== said) tell();
    }, TELL);
  };
  /** @param {number} seen @param {number} left @param {boolean} dense */
  const sentence = (seen, left, dense) => {
    const own = narrowed();
    const what = `${inWords(Math.floor(from / DAY))} to ${inWords(Math.floor(to / DAY))}: ${
      counted(seen, "row")
    }${own ? " of this line of enquiry" : ""}${
      dense ? ", drawn as density; zoom in for single rows" : ""
    }`;
    if (!left) return what;
    const who = data.named.filter((_, n) => about & (1 << n)).map(({ label }) => label);
    const are = left === 1 ? "is" : "are";
    if (own) return `${what}. ${counted(left, "other row")} ${are} not shown`;
    const not = left === 1 ? "does not" : "do not";
    return `${what}. ${counted(left, "row")} that ${not} name ${who.join(" or ")} ${are} not shown`;
  };

  // -- places with more rows than fit --------------------------------------------------------

  /** @param {Count} count @returns {import("./list.js").Place} all rows that stand there */
  const placeOf = ({ x, until, band, rows: over }) => {
    const there = spots.filter((spot) => spot.band === band && spot.x > x - 6 && spot.x < until + 6)
      .map(({ event }) => event);
    const all = [...new Set([...there, ...over])].sort((a, b) => a - b);
    const { lane, team } = bands[band];
    const name = lane === LIFE_LANE
      ? "Life events"
      : team !== null && data.teams[team].name
      ? `${data.lanes[lane].name}, ${data.teams[team].name}`
      : data.lanes[lane].name;
    const first = rows.when(all[0]);
    const last = rows.when(all[all.length - 1]);
    const when = first === last ? first : `${first} to ${last}`;
    return { title: `${name}, ${when}: ${counted(all.length, "row")}`, rows: all };
  };
  /** @param {Count} count */
  const pick = (count) => {
    picked = placeOf(count);
    latest = counts.indexOf(count);
    schedule();
    setTimeout(() => list.focus(), 100);
  };
  const listStacks = () => {
    if (!stacks.open) return;
    stackList.replaceChildren(
      ...counts.map((count) =>
        h(
          "li",
          {},
          h("button", { type: "button", onclick: () => pick(count) }, placeOf(count).title),
        )
      ),
    );
  };

  // -- choosing ------------------------------------------------------------------------------

  /** @param {number} way */
  const move = (way) => {
    const now = rows.find(store.state.sel);
    const fits = (/** @type {number} */ n) => shown[n] === 1;
    let next = now ?? (way > 0 ? -1 : data.count);
    do next += way; while (
      next >= 0 && next < data.count &&
      !(fits(next) && (now !== undefined || data.low[next] >= from))
    );
    if (next < 0 || next >= data.count) return;
    bring(minuteOf(next));
    store.set({ sel: rows.id(next) });
  };

  const showQuestion = () => {
    enquiry.hidden = focus === null;
    if (!focus) return enquiry.replaceChildren();
    const { id, every, rows: own } = focus;
    const now = focus;
    const bare = [...own].filter((n) => !dated(data, n)).length;
    const toggle = h("button", {
      type: "button",
      onclick: () => {
        now.every = !now.every;
        relayout();
        enquiry.querySelector("button")?.focus();
      },
    }, every ? "Show only its lanes" : "Show every lane");
    const back = h("button", {
      type: "button",
      onclick: () => store.set({ view: "enquiry", sel: id }),
    }, "Back to the line of enquiry");
    enquiry.replaceChildren(
      h("p", { class: "ask" }, focus.question),
      h(
        "p",
        { class: "buttons" },
        toggle,
        " ",
        back,
        h(
          "span",
          { class: "quiet" },
          [
            every ? ` Its ${counted(own.size, "row")} stand out.` : "",
            bare ? ` ${counted(bare, "row")} of it without any date cannot be drawn.` : "",
          ].join(""),
        ),
      ),
    );
  };

  /** @param {HTMLElement} finding @returns {Focus} */
  const focusOn = (finding) => {
    const own = new Set(rowsOf(finding, context));
    const lanes = new Set((finding.dataset.agencies ?? "").split(" ").filter(Boolean).map(Number));
    for (const n of own) lanes.add(data.teams[data.team[n]].lane);
    const question = finding.querySelector(".ask")?.textContent ?? "";
    return { id: finding.id, question, lanes, rows: own, every: false };
  };

  /** @param {number[]} list rows that are all to be in view */
  const reachTo = (list) => {
    const lows = list.map((n) => data.low[n]).filter(Number.isFinite);
    const highs = list.map((n) => data.high[n]).filter(Number.isFinite);
    if (!lows.length || !highs.length) return;
    const [a, b] = [Math.min(...lows), Math.max(...highs)];
    const room = Math.max(DAY * 14, (b - a) * 0.15);
    view(a - room, b + room);
  };

  /** Bring what is chosen into view. */
  const choose = () => {
    const { sel } = store.state;
    const finding = findingOf(root, sel);
    const event = rows.find(sel);
    if (finding) {
      focus = focus?.id === sel ? focus : focusOn(finding);
    } else if (event === undefined || !focus?.lanes.has(data.teams[data.team[event]].lane)) {
      // a row of its lanes may be read without losing the line of enquiry
      focus = null;
    }
    lit = new Set(focus?.rows ?? []);
    if (event === undefined) reachTo(finding ? [...lit] : storyRows(context, sel));
    if (event !== undefined && dated(data, event)) bring(minuteOf(event));
  };
  store.listen((state, before) => {
    if (state.view !== "timeline") return;
    if (state.sel !== before.sel || state.view !== before.view) {
      choose();
      layout();
      schedule();
      list.active();
    } else if (state.at !== before.at) schedule();
  });

  // -- keys and pointer ----------------------------------------------------------------------

  plot.addEventListener("keydown", (event) => {
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowLeft: () => pan(-0.1),
      ArrowRight: () => pan(0.1),
      ArrowUp: () => move(-1),
      ArrowDown: () => move(1),
      PageUp: () => pan(-0.5),
      PageDown: () => pan(0.5),
      "+": () => zoom(1 / 1.4),
      "=": () => zoom(1 / 1.4),
      "-": () => zoom(1.4),
      Home: () => show("all"),
      s: () => show("scope"),
      y: () => show("366"),
      m: () => show("31"),
      w: () => show("7"),
      d: () => show("1"),
      g: () => controls.field.focus(),
      t: unfold,
      n: () => {
        if (counts.length) pick(counts[(latest + 1) % counts.length]);
      },
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  plot.addEventListener("wheel", (event) => {
    const page = frameOf(place);
    const scrolls = page.scrollHeight > page.clientHeight + 4;
    if (scrolls && !event.ctrlKey && focusIn(place) !== plot) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    const around = from + ((event.clientX - box.left) / width) * (to - from);
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      pan((event.deltaX || event.deltaY) / width);
    } else zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))), around);
  }, { passive: false });
  /** @param {MouseEvent} event */
  const pointed = (event) => {
    const box = svg.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const count = counts.find((one) =>
      x >= one.x - 1 && x <= one.until + 1 && Math.abs(y - one.y) <= 8
    );
    if (count) return { count, event: null };
    let best = null;
    let least = 14 * 14;
    for (const one of spots) {
      const apart = (one.x - x) ** 2 + (one.y - y) ** 2;
      if (apart < least) [least, best] = [apart, one.event];
    }
    return { count: null, event: best };
  };
  /** @type {{x: number, from: number, to: number, moved: boolean} | null} */
  let drag = null;
  plot.addEventListener("pointerdown", (event) => {
    if (event.button === 0) drag = { x: event.clientX, from, to, moved: false };
  });
  plot.addEventListener("pointermove", (event) => {
    if (!drag) {
      const { count, event: best } = pointed(event);
      plot.classList.toggle("over", best !== null || count !== null);
      under.textContent = count
        ? `${placeOf(count).title}. Choose to list them.`
        : best !== null
        ? `${rows.when(best)} · ${rows.holder(best)} · ${rows.begins(best, 90)}`
        : "";
      return;
    }
    const moved = event.clientX - drag.x;
    if (!drag.moved && Math.abs(moved) < 5) return;
    if (!drag.moved) plot.setPointerCapture(event.pointerId);
    drag.moved = true;
    const by = (-moved / width) * (drag.to - drag.from);
    view(drag.from + by, drag.to + by);
  });
  plot.addEventListener("pointerup", (event) => {
    const was = drag;
    drag = null;
    if (was?.moved) return;
    const { count, event: best } = pointed(event);
    if (count) pick(count);
    else if (best !== null) store.set({ sel: rows.id(best) });
  });
  plot.addEventListener("pointercancel", () => (drag = null));

  choose();
  relayout();
  new ResizeObserver(([{ contentRect: { width: wide, height } }]) => {
    // as it was drawn: nothing has changed its size
    const same = Math.round(wide) === width && Math.round(height) === svg.height.baseVal.value;
    if (same || !place.checkVisibility()) return;
    layout();
    draw();
  }).observe(plot);
}

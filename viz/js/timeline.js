/**
 * The swim lanes. One path for each shape, so that thousands of marks stay a handful of nodes;
 * the drawing is hidden from assistive technology, and the list under it carries the same rows.
 * @module
 */

import { curve, curveName, curveTable } from "./curve.js";
import { LASTING, REPEATED } from "./data.js";
import { DAY, inWords, ticks } from "./dates.js";
import { findingOf, rowsOf } from "./detail.js";
import { counted, focusIn, frameOf, h, s } from "./dom.js";
import { mark, SHAPES, short } from "./marks.js";
import { overlay } from "./overlay.js";
import { storyRows } from "./story.js";

/** @typedef {import("./mount.js").Context} Context */
/** @typedef {{lane: number, team: number | null, top: number, height: number, open: boolean}} Band */

/** More rows in view than this are drawn as density strips. */
export const MARKS_UP_TO = 500;
/** Fewer than this need no strip under the marks: each can be seen. */
const STRIPS_FROM = 300;
const LISTED = 200;
const SIZE = 4.8;
const LEVEL = 12.5;
const STRIP = 6;
const HEAD = 40;
const CURVE = 54;

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
  /** @type {Band[]} */
  let bands = [];
  /** @type {{event: number, x: number, y: number}[]} */
  let placed = [];
  /** @type {Set<number>} */
  let lit = new Set();
  let pending = 0;
  const byLow = Array.from({ length: data.count }, (_, n) => n);
  const undated = byLow.filter((n) => !dated(n)).length;

  const says = h("p", { class: "span", role: "status" });
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
  const list = h("ul", {
    class: "in-view",
    role: "listbox",
    tabindex: "0",
    "aria-label": "Rows in view, by date",
  });
  const listSays = h("p", { class: "quiet" });
  const unfoldAll = h("button", { type: "button" }, "Open every agency’s teams");
  const button = (/** @type {string} */ words, /** @type {() => void} */ act) =>
    h("button", { type: "button", onclick: act }, words);
  place.append(
    h(
      "div",
      { class: "tl-bar", role: "toolbar", "aria-label": "Move along the timeline" },
      button("◀ Earlier", () => pan(-0.25)),
      button("Later ▶", () => pan(0.25)),
      button("Zoom in", () => zoom(1 / 1.6)),
      button("Zoom out", () => zoom(1.6)),
      scope && button("Show the scope", () => view(scope[0], scope[1])),
      button("Show all", () => view(whole[0], whole[1])),
      unfoldAll,
      says,
    ),
    place.parentElement?.querySelector(".legend") ?? "",
    h("div", { class: "tl-body" }, names, plot),
    under,
    data.pooled?.points.length ? curveTable(data.pooled) : "",
    h("h3", {}, "Rows in view"),
    listSays,
    list,
  );

  /** @param {number} event */
  function dated(event) {
    return Number.isFinite(data.low[event]) || Number.isFinite(data.high[event]);
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
  /** @param {number} minute */
  const at = (minute) => ((minute - from) / (to - from)) * width;
  /** @param {number} a @param {number} b */
  const view = (a, b) => {
    const least = DAY * 3;
    const most = whole[1] - whole[0];
    const span = Math.min(most, Math.max(least, b - a));
    let start = (a + b - span) / 2;
    start = Math.min(whole[1] - span, Math.max(whole[0], start));
    from = start;
    to = start + span;
    schedule();
  };
  /** @param {number} part */
  const pan = (part) => view(from + (to - from) * part, to + (to - from) * part);
  /** @param {number} by @param {number} [around] */
  const zoom = (by, around = (from + to) / 2) =>
    view(around - (around - from) * by, around + (to - around) * by);

  const schedule = () => {
    if (pending) return;
    pending = requestAnimationFrame(() => {
      pending = 0;
      draw();
    });
  };

  /**
   * The middle of a lane, or of a team's where the lane is open; null where it is not drawn.
   * @param {number} lane
   * @param {number | null} [team]
   */
  const middle = (lane, team = null) => {
    const open = unfolded.has(lane) && team !== null;
    const found = bands.find((one) => one.lane === lane && (open ? one.team === team : true));
    return found ? found.top + found.height / 2 : null;
  };

  /** @param {number} event */
  const spot = (event) => placed.find((one) => one.event === event);

  /** Lanes as tall as the window allows, so that all fit a projector without scrolling. */
  const layout = () => {
    const above = plot.getBoundingClientRect().top + scrollY;
    const free = innerHeight - above - HEAD - 26 - 10 - (data.pooled ? CURVE : 0);
    const height = Math.min(58, Math.max(32, Math.floor(free / Math.max(1, data.lanes.length))));
    bands = [];
    let top = HEAD;
    for (const lane of data.lanes) {
      const open = unfolded.has(lane.place);
      bands.push({ lane: lane.place, team: null, top, height: open ? 30 : height, open });
      top += open ? 30 : height;
      if (!open) continue;
      for (const team of lane.teams) {
        bands.push({ lane: lane.place, team, top, height: 36, open: false });
        top += 36;
      }
    }
    names.replaceChildren(
      h("div", { class: "tl-corner" }, "Each mark is one row. Choose one to read it."),
    );
    for (const band of bands) {
      const lane = data.lanes[band.lane];
      const named = lane.teams.filter((team) => data.teams[team].name).length;
      const label = band.team === null
        ? named
          ? h(
            "button",
            {
              type: "button",
              "aria-expanded": String(band.open),
              onclick: () => fold(band.lane),
            },
            h("span", { "aria-hidden": "true" }, band.open ? "▾ " : "▸ "),
            lane.name,
            h("span", { class: "sr" }, `, ${counted(named, "team")}`),
          )
          : h("span", { class: "plain" }, lane.name)
        : h("span", { class: "team" }, data.teams[band.team].name || "Team not stated");
      const box = h("div", { class: `tl-name${lane.informal ? " informal" : ""}` }, label);
      box.style.height = `${band.height}px`;
      names.append(box);
    }
    if (data.pooled) {
      const box = h(
        "div",
        { class: "tl-name curve-name" },
        h("span", {}, curveName(data.pooled)),
      );
      box.style.height = `${CURVE}px`;
      names.append(box);
    }
    unfoldAll.textContent = unfolded.size ? "Fold every agency" : "Open every agency’s teams";
  };
  /** @param {number} lane */
  const fold = (lane) => {
    const focused = focusIn(place)?.closest(".tl-name");
    const index = focused ? [...names.children].indexOf(focused) : -1;
    if (!unfolded.delete(lane)) unfolded.add(lane);
    layout();
    draw();
    names.children[index]?.querySelector("button")?.focus();
  };
  unfoldAll.addEventListener("click", () => {
    if (unfolded.size) unfolded.clear();
    else for (const lane of data.lanes) if (lane.teams.length > 1) unfolded.add(lane.place);
    layout();
    draw();
  });

  const draw = () => {
    if (!width) return;
    const foot = bands.length ? bands[bands.length - 1].top + bands[bands.length - 1].height : HEAD;
    const base = foot + (data.pooled ? CURVE : 0);
    const height = base + 26;
    /** @type {number[]} */
    const seen = [];
    for (let n = 0; n < data.count; n++) {
      if (data.low[n] <= to && data.high[n] >= from && dated(n)) seen.push(n);
    }
    /** @type {SVGElement[]} */
    const parts = [definitions(), ...ground(foot, base)];
    placed = [];
    if (seen.length <= MARKS_UP_TO) {
      parts.push(...marks(seen), ...(seen.length > STRIPS_FROM ? strips(seen, true) : []));
    } else parts.push(...strips(seen, false));
    if (data.pooled) {
      parts.push(...curve(data.pooled, { x: at, width, foot, base, last: data.last }));
    }
    parts.push(
      ...standing(base),
      ...chosen(),
      ...overlay(context, { x: at, band: middle, spot, width, base }),
    );
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", String(height));
    svg.replaceChildren(...parts);
    says.textContent = `${inWords(Math.floor(from / DAY))} to ${inWords(Math.floor(to / DAY))}: ${
      counted(seen.length, "row")
    }${seen.length > MARKS_UP_TO ? ", drawn as density; zoom in for single rows" : ""}`;
    relist(seen);
  };

  /** Hatching for doubt, dots for repeated: a pattern costs a frame far less than dashes do. */
  const definitions = () =>
    s(
      "defs",
      {},
      s(
        "pattern",
        {
          id: "hatch",
          width: 6,
          height: 6,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
        },
        s("path", { class: "hatch", d: "M0 0V6" }),
      ),
      s(
        "pattern",
        { id: "dots", width: 8, height: 8, patternUnits: "userSpaceOnUse" },
        s("path", { class: "dots", d: "M0 0H4V8H0z" }),
      ),
    );

  /** @param {number} foot @param {number} base */
  const ground = (foot, base) => {
    const out = [];
    const [scopeFrom, scopeTo] = data.scope;
    const shade = [];
    if (scopeFrom !== null && at(scopeFrom) > 0) {
      shade.push(`M0 ${HEAD}H${short(Math.min(width, at(scopeFrom)))}V${foot}H0z`);
    }
    if (scopeTo !== null && at(scopeTo) < width) {
      shade.push(
        `M${short(Math.max(0, at(scopeTo)))} ${HEAD}H${width}V${foot}H${
          short(Math.max(0, at(scopeTo)))
        }z`,
      );
    }
    if (shade.length) out.push(s("path", { class: "outside", d: shade.join("") }));
    let lines = "";
    for (const band of bands) lines += `M0 ${band.top}H${width}`;
    lines += `M0 ${foot}H${width}M0 ${base}H${width}`;
    out.push(s("path", { class: "rule", d: lines }));
    let grid = "";
    for (const { minute, label } of ticks(from, to, Math.max(2, Math.floor(width / 110)))) {
      const x = short(at(minute));
      grid += `M${x} ${HEAD}V${base}`;
      if (x < width - 62) out.push(s("text", { class: "tick", x: x + 3, y: base + 17 }, label));
    }
    out.push(s("path", { class: "grid", d: grid }));
    return out;
  };

  /** @param {number} event */
  const bandOf = (event) => {
    const lane = data.teams[data.team[event]].lane;
    return unfolded.has(lane)
      ? bands.findIndex((band) => band.team === data.team[event])
      : bands.findIndex((band) => band.lane === lane);
  };

  /** @param {number} event @returns {[number, number]} where it begins and ends in the drawing */
  const reach = (event) => [
    Math.max(-20, at(Math.max(data.low[event], from - (to - from)))),
    Math.min(width + 20, at(Math.min(data.high[event], to + (to - from)))),
  ];

  /** @param {number[]} seen */
  const marks = (seen) => {
    /** @type {Record<string, string>} */
    const paths = {};
    /** @type {{which: number, a: number, b: number, y: number}[]} */
    const bars = [];
    /** @type {Map<string, {which: number, a: number, b: number, y: number}>} */
    const open = new Map();
    /** @type {SVGElement[]} */
    const words = [];
    const strip = seen.length > STRIPS_FROM ? STRIP : 0;
    const ends = bands.map((band) =>
      new Float64Array(Math.max(1, Math.floor((band.height - strip - 2) / LEVEL))).fill(-1e9)
    );
    const order = seen.map((event) => {
      const [a, b] = reach(event);
      const span = data.flags[event] & (LASTING | REPEATED);
      const wide = b - a > 3 * SIZE;
      const endless = !Number.isFinite(data.high[event]);
      const x = wide && (span || endless) ? Math.max(a, SIZE) : (a + b) / 2;
      return { event, a, b, x, span, wide };
    }).sort((p, q) => (p.wide ? p.a : p.x) - (q.wide ? q.a : q.x) || p.event - q.event);
    for (const { event, a, b, x, span, wide } of order) {
      const place = bandOf(event);
      if (place < 0) continue;
      const band = bands[place];
      const levels = ends[place];
      const start = wide ? a : x - SIZE;
      let level = levels.findIndex((end) => end < start);
      if (level < 0) level = levels.indexOf(Math.min(...levels));
      levels[level] = wide ? b + 2 : x + SIZE + 1;
      const y = band.top + 2 + LEVEL * level + LEVEL / 2;
      const shape = data.kinds[data.kind[event]].shape;
      if (wide) {
        const which = span & REPEATED ? 2 : span & LASTING ? 1 : 0;
        // bars that overlap on one level are drawn as one: hundreds of "since" must stay quick
        const key = `${which} ${y}`;
        const last = open.get(key);
        const joins = last && a <= last.b;
        if (joins) last.b = Math.max(last.b, b);
        else {
          const bar = { which, a, b, y };
          open.set(key, bar);
          bars.push(bar);
        }
        const text = label(event);
        const room = b - x - SIZE * 3;
        if (which !== 2 && !joins && text.length * 6.6 < room) {
          words.push(
            s(
              "text",
              { class: "bar-text", x: short(Math.max(x + SIZE + 4, 4)), y: short(y + 4) },
              text,
            ),
          );
        }
      }
      paths[shape] = (paths[shape] ?? "") + mark(shape, x, y, SIZE);
      placed.push({ event, x, y });
    }
    const out = [];
    ["doubt", "lasting", "repeated"].forEach((name, n) => {
      let path = "";
      for (const { which, a, b, y } of bars) {
        if (which !== n) continue;
        const half = n === 2 ? 2 : 5;
        path += `M${short(a)} ${short(y - half)}H${short(b)}V${short(y + half)}H${short(a)}z`;
      }
      if (!path) return;
      if (n !== 1) out.push(s("path", { fill: `url(#${n === 0 ? "hatch" : "dots"})`, d: path }));
      if (n !== 2) out.push(s("path", { class: name, d: path }));
    });
    out.push(...words);
    for (const shape of SHAPES) {
      if (paths[shape]) out.push(s("path", { class: `m-${shape}`, d: paths[shape] }));
    }
    return out;
  };

  /** @param {number[]} seen @param {boolean} thin a thin strip under marks, or the whole lane */
  const strips = (seen, thin) => {
    const step = thin ? 6 : 8;
    const bins = Math.ceil(width / step);
    const all = bands.map(() => new Uint16Array(bins));
    const grave = bands.map(() => new Uint16Array(bins));
    const where = new Int32Array(data.teams.length);
    data.teams.forEach((_, team) => {
      const lane = data.teams[team].lane;
      const band = unfolded.has(lane)
        ? bands.findIndex((one) => one.team === team)
        : bands.findIndex((one) => one.lane === lane);
      where[team] = band;
    });
    const scale = width / (to - from) / step;
    let top = 1;
    for (const event of seen) {
      const band = where[data.team[event]];
      const low = Math.max(data.low[event], from);
      const middle = data.flags[event] || !Number.isFinite(data.high[event])
        ? low
        : (low + Math.min(data.high[event], to)) / 2;
      const bin = Math.min(bins - 1, Math.max(0, Math.floor((middle - from) * scale)));
      top = Math.max(top, ++all[band][bin]);
      const shape = data.kinds[data.kind[event]].shape;
      if (shape === "incident" || shape === "disclosure") grave[band][bin]++;
    }
    let quiet = "";
    let loud = "";
    bands.forEach((band, n) => {
      const room = thin ? STRIP - 2 : band.height - 6;
      const foot = band.top + band.height - 1;
      for (let bin = 0; bin < bins; bin++) {
        const count = all[n][bin];
        if (!count) continue;
        const x = bin * step;
        const tall = Math.max(2, Math.round((room * count) / top));
        quiet += `M${x} ${foot}v${-tall}h${step - 1}v${tall}z`;
        if (thin || !grave[n][bin]) continue;
        const part = Math.max(2, Math.round((room * grave[n][bin]) / top));
        loud += `M${x} ${foot}v${-part}h${step - 1}v${part}z`;
      }
    });
    return [
      s("path", { class: "density", d: quiet }),
      s("path", { class: "density grave", d: loud }),
    ];
  };

  /** @param {number} base */
  const standing = (base) => {
    const out = [];
    /** @param {number | null} minute @param {string} kind @param {string} text @param {number} y */
    const line = (minute, kind, text, y) => {
      if (minute === null) return;
      const x = short(at(minute));
      if (x < 0 || x > width) return;
      const left = x > width * 0.6;
      out.push(
        s("path", { class: kind, d: `M${x} ${y - 10}V${base}` }),
        s(
          "text",
          {
            class: `stand ${kind}-text`,
            x: left ? x - 5 : x + 5,
            y,
            "text-anchor": left ? "end" : "start",
          },
          text,
        ),
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
      out.push(
        s("path", {
          fill: "url(#hatch)",
          d: `M${short(at(dieFrom))} ${HEAD}H${short(at(dieTo))}V${base}H${short(at(dieFrom))}z`,
        }),
      );
    }
    line(dieFrom, "death", data.deathLabel, 14);
    line(store.state.at * DAY + DAY - 1, "asat-line", `As at ${inWords(store.state.at)}`, 32);
    return out;
  };

  const chosen = () => {
    const out = [];
    const event = rows.byId.get(store.state.sel);
    let rings = "";
    for (const { event: one, x, y } of placed) {
      if (one !== event && !lit.has(one)) continue;
      const r = one === event ? 11 : 9;
      rings += `M${short(x - r)} ${short(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${
        -2 * r
      } 0z`;
    }
    if (event !== undefined && !placed.some((one) => one.event === event) && dated(event)) {
      const band = bands[bandOf(event)];
      const x = short((reach(event)[0] + reach(event)[1]) / 2);
      if (band) rings += `M${x - 3} ${band.top}h6v${band.height}h-6z`;
    }
    if (rings) {
      out.push(
        s("path", { class: "ring-under", d: rings }),
        s("path", { class: "ring", d: rings }),
      );
    }
    const mine = placed.find((one) => one.event === event);
    if (event === undefined || !mine) return out;
    for (const { team, received } of data.shares(event)) {
      const lane = data.teams[team].lane;
      const band = bands.find((one) => unfolded.has(lane) ? one.team === team : one.lane === lane);
      if (!band || band.lane === data.teams[data.team[event]].lane && band.team === null) continue;
      const y = band.top + band.height / 2;
      const way = y > mine.y ? -1 : 1;
      out.push(
        s("path", {
          class: received ? "arrow" : "arrow sent",
          d: `M${short(mine.x)} ${short(mine.y - way * 12)}V${y}M${short(mine.x - 5)} ${
            y + way * 8
          }L${short(mine.x)} ${y}L${short(mine.x + 5)} ${y + way * 8}`,
        }),
      );
    }
    return out;
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let listing;
  /** @param {number[]} seen */
  const relist = (seen) => {
    clearTimeout(listing);
    listing = setTimeout(() => {
      const most = plot.clientWidth ? LISTED : 60;
      const options = seen.slice(0, most).map((event) =>
        h(
          "li",
          {
            role: "option",
            id: `in-${rows.id(event)}`,
            "data-event": event,
            "aria-selected": String(rows.id(event) === store.state.sel),
          },
          h("strong", {}, rows.when(event)),
          ` · ${rows.holder(event)} · ${rows.plain(event, 2)}: ${rows.begins(event, 110)}`,
        )
      );
      list.replaceChildren(...options);
      list.hidden = options.length === 0;
      listSays.textContent = [
        seen.length > most
          ? `The first ${most} of ${counted(seen.length, "row")} in view; ${
            plot.clientWidth ? "zoom in for fewer" : "the rest are in the chronology"
          }.`
          : seen.length === 0
          ? "No row in view."
          : "",
        undated
          ? `${counted(undated, "row")} without any date ${
            undated === 1 ? "is" : "are"
          } in the chronology only.`
          : "",
      ].join(" ");
      active();
    }, seen.length > MARKS_UP_TO ? 250 : 60);
  };
  const active = () => {
    const event = rows.byId.get(store.state.sel);
    list.removeAttribute("aria-activedescendant");
    for (const option of list.children) {
      const mine = Number(/** @type {HTMLElement} */ (option).dataset.event) === event;
      option.setAttribute("aria-selected", String(mine));
      if (!mine) continue;
      list.setAttribute("aria-activedescendant", option.id);
      if (list.scrollHeight > list.clientHeight) {
        const box = /** @type {HTMLElement} */ (option);
        const y = box.offsetTop - list.offsetTop;
        if (y < list.scrollTop || y + box.offsetHeight > list.scrollTop + list.clientHeight) {
          list.scrollTop = y - list.clientHeight / 2;
        }
      }
    }
  };
  /** @param {number} way */
  const move = (way) => {
    const now = rows.byId.get(store.state.sel);
    let next = now === undefined
      ? (way > 0 ? byLow.findIndex((n) => dated(n) && data.low[n] >= from) : -1)
      : now + way;
    if (next < 0 || next >= data.count || !dated(next)) next = now ?? -1;
    if (next < 0) return;
    const low = Number.isFinite(data.low[next]) ? data.low[next] : data.high[next];
    if (low < from || low > to) view(low - (to - from) / 2, low + (to - from) / 2);
    store.set({ sel: rows.id(next) });
  };

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
      Home: () => view(whole[0], whole[1]),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  list.addEventListener("keydown", (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const options = /** @type {HTMLElement[]} */ ([...list.children]);
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = options[now < 0 ? 0 : Math.min(options.length - 1, Math.max(0, now + way))];
    if (next) store.set({ sel: rows.id(Number(next.dataset.event)) });
  });
  list.addEventListener("click", (event) => {
    const option = /** @type {Element} */ (event.target).closest("li");
    if (option) store.set({ sel: rows.id(Number(option.dataset.event)) });
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
  const under_ = (event) => {
    const box = svg.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best = null;
    let least = 14 * 14;
    for (const one of placed) {
      const apart = (one.x - x) ** 2 + (one.y - y) ** 2;
      if (apart < least) [least, best] = [apart, one];
    }
    return best;
  };
  /** @type {{x: number, from: number, to: number, moved: boolean} | null} */
  let drag = null;
  plot.addEventListener("pointerdown", (event) => {
    if (event.button === 0) drag = { x: event.clientX, from, to, moved: false };
  });
  plot.addEventListener("pointermove", (event) => {
    if (!drag) {
      const best = under_(event);
      plot.classList.toggle("over", best !== null);
      under.textContent = best
        ? `${rows.when(best.event)} · ${rows.holder(best.event)} · ${rows.begins(best.event, 90)}`
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
    const best = under_(event);
    if (best) store.set({ sel: rows.id(best.event) });
  });
  plot.addEventListener("pointercancel", () => (drag = null));

  const choose = (/** @type {boolean} */ go) => {
    const finding = findingOf(root, store.state.sel);
    lit = new Set(finding ? rowsOf(finding, context) : []);
    const about = finding ? [...lit] : storyRows(context, store.state.sel);
    if (about.length && go) {
      const lows = about.map((n) => data.low[n]).filter(Number.isFinite);
      const highs = about.map((n) => data.high[n]).filter(Number.isFinite);
      if (lows.length && highs.length) {
        const [a, b] = [Math.min(...lows), Math.max(...highs)];
        const room = Math.max(DAY * 14, (b - a) * 0.15);
        view(a - room, b + room);
      }
    }
    const event = rows.byId.get(store.state.sel);
    if (event !== undefined && go && dated(event)) {
      const low = Number.isFinite(data.low[event]) ? data.low[event] : data.high[event];
      if (low < from || low > to) view(low - (to - from) / 2, low + (to - from) / 2);
    }
    schedule();
    active();
  };
  store.listen((state, before) => {
    if (state.view !== "timeline") return;
    if (state.sel !== before.sel || state.view !== before.view) choose(true);
    else if (state.at !== before.at) schedule();
  });
  const measure = () => {
    width = plot.clientWidth || 800;
    layout();
    draw();
  };
  new ResizeObserver(measure).observe(plot);
  if (!plot.clientWidth) [from, to] = whole;
  measure();
  choose(true);
}

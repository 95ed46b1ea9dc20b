/**
 * Bring a rendered page to life. A static file, a small server and a notebook can each be host:
 * the element holds what viz.page.render_fragment made, the data is what render_data made.
 * @module
 */

import { asAt } from "./asat.js";
import { chronology } from "./chronology.js";
import { curveTable } from "./curve.js";
import { decode, Rows } from "./data.js";
import { DAY } from "./dates.js";
import { detail } from "./detail.js";
import { Panel } from "./dispositions.js";
import { frameOf, keepFocus, slot, toDetail } from "./dom.js";
import { enquiry } from "./enquiry.js";
import { keyDays } from "./keydays.js";
import { knewSentence, matrix } from "./matrix.js";
import { saving } from "./panel.js";
import { paper } from "./paper.js";
import { present } from "./present.js";
import { drawn } from "./netload.js";
import { readFragment, Store, VIEWS, writeFragment } from "./state.js";
import { followFacts } from "./story.js";
import { timeline } from "./timeline.js";
import { tools } from "./tools.js";

/**
 * @typedef {object} Context
 * @property {import("./data.js").Data} data
 * @property {Rows} rows
 * @property {Store} store
 * @property {HTMLElement} root
 * @property {HTMLElement} frame what stands for the page: the document, or a host's frame
 * @property {string} shown the set of rows that the chronology shows
 * @property {import("./state.js").State | null} left where the reader was before the presenter
 * @property {Panel} panel
 */
/**
 * @typedef {object} Options
 * @property {boolean} [address] whether view, day and selection stand in the page's address
 * @property {boolean} [tools] whether to offer larger text, colours and print
 */

/**
 * @param {HTMLElement} root the element that holds the rendered fragment
 * @param {unknown} raw the page's data, parsed
 * @param {Options} [options]
 * @returns {Store} the state, for a host that wants to listen or to steer
 */
export function mount(root, raw, options = {}) {
  const data = decode(raw);
  const table = root.querySelector("table[data-rows]");
  if (!(table instanceof HTMLTableElement)) throw new Error("the page has no table of rows");
  const rows = new Rows(table, data.count);
  const usual = { view: "overview", at: data.asAt, sel: "", present: "" };
  const address = options.address ?? true;
  /** @param {import("./state.js").State} state */
  const within = (state) => ({
    ...state,
    at: Math.min(Math.floor(data.last / DAY), Math.max(Math.floor(data.first / DAY), state.at)),
    view: state.sel && !location.hash.includes("view=")
      ? rows.find(state.sel) !== undefined
        ? "chronology"
        : /^(cell|fact)-/.test(state.sel)
        ? "knew"
        : "enquiry"
      : state.view,
  });
  const start = address ? within(readFragment(location.hash, usual)) : usual;
  const store = new Store(start, (state, before) => {
    if (!address) return;
    const place = writeFragment(state);
    // going back leaves the presenter: its single steps are not gone through again
    const step = state.present
      ? !before.present
      : state.view !== before.view || state.sel !== before.sel || before.present !== "";
    clearTimeout(waiting);
    if (step) history.pushState(null, "", place);
    else replaceSoon(place);
  });
  const panel = new Panel(data.panel, (event) => rows.id(event));
  const frame = frameOf(root);
  /** @type {Context} */
  const context = { data, rows, store, root, frame, shown: "all", left: null, panel };

  /** @type {Record<string, () => void>} */
  const make = {
    overview: () => {
      const now = slot(root, "now");
      const say = () => now.textContent = knewSentence(data, store.state.at);
      store.listen((state, before) => state.at !== before.at && say());
      say();
      const table = root.querySelector('[data-slot="curve"]');
      if (data.pooled) table?.append(curveTable(data.pooled, "As a table"));
      root.querySelector("#overview .about")?.append(keyDays(context) ?? "");
    },
    timeline: () => timeline(context, slot(root, "timeline")),
    knew: () => matrix(context, slot(root, "knew")),
    enquiry: () => {
      enquiry(context, section("enquiry"), slot(root, "filters"));
      followFacts(context, section("enquiry"));
    },
    network: () => drawn()?.network(context, section("network")),
    chronology: () => chronology(context, slot(root, "search"), slot(root, "more")),
  };
  /** @param {string} name @returns {HTMLElement} */
  const section = (name) => /** @type {HTMLElement} */ (root.querySelector(`#${name}`));
  const made = new Set();
  const show = () => {
    const { view } = store.state;
    for (const name of VIEWS) section(name).classList.toggle("on", name === view);
    for (const link of root.querySelectorAll("nav.views a")) {
      if (link.getAttribute("data-view") === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    build(view);
  };
  /** @param {string} view */
  const build = (view) => {
    if (made.has(view)) return;
    made.add(view);
    make[view]();
  };
  followHeader(root, frame);
  show();
  store.listen((state, before) => {
    if (state.view === before.view) return;
    show();
    if (!state.sel) frame.scrollTo(0, 0);
  });
  asAt(context, slot(root, "asat"));
  detail(context, slot(root, "detail"));
  saving(context, slot(root, "unsaved"));
  if (options.tools ?? true) tools(context, slot(root, "tools"));
  present(context);
  paper(context, () => ["overview", "knew", "network", "chronology"].forEach(build));

  // once all that listens has drawn what changed, and moved the focus where it belongs
  const keep = keepFocus(root);
  store.listen(() => queueMicrotask(keep));
  root.addEventListener("click", () => queueMicrotask(keep));
  root.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    const target = (link?.getAttribute("href") ?? "").replace(/^#/, "");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.dataset.view) {
      event.preventDefault();
      store.set({ view: link.dataset.view });
    } else if (rows.find(target) !== undefined) {
      event.preventDefault();
      store.set({
        sel: target,
        view: store.state.view === "overview" ? "timeline" : store.state.view,
      });
      // a link that is followed by key leads to what it names, not past all that stands between
      if (event.detail === 0) toDetail(root);
    } else if (link.classList.contains("finding-link")) {
      event.preventDefault();
      const part = ["cannot-tell", "conversations", "held-longest"].includes(target);
      store.set({ sel: part ? "" : target, view: "enquiry" });
      if (!part) return;
      // the focus alone would bring the middle of what is taller than the window into view
      section(target).focus({ preventScroll: true });
      section(target).scrollIntoView();
    }
  });
  if (address) {
    addEventListener(
      "popstate",
      () => store.set(within(readFragment(location.hash, usual)), false),
    );
    addEventListener(
      "hashchange",
      () => store.set(within(readFragment(location.hash, usual)), false),
    );
  }
  root.classList.add("mounted");
  return store;
}

/**
 * Keep what sticks under the header, and what is scrolled to, clear of it.
 * @param {HTMLElement} root
 * @param {HTMLElement} frame
 */
function followHeader(root, frame) {
  const top = root.querySelector(".top");
  if (!top) return;
  const measure = () => {
    const stuck = getComputedStyle(top).position === "sticky";
    const height = stuck ? Math.round(top.getBoundingClientRect().height) : 0;
    frame.style.setProperty("--top", `${height}px`);
  };
  measure();
  new ResizeObserver(measure).observe(top);
  addEventListener("resize", measure);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** Sliding over a thousand days must not write the address a thousand times. @param {string} place */
function replaceSoon(place) {
  waiting = setTimeout(() => history.replaceState(null, "", place), 150);
}

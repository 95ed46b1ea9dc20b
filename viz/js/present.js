/**
 * The presenter: one row at a time, large, with what each agency knew at that moment. Made for a
 * projector and a remote that knows no more than Page Up and Page Down.
 * @module
 */

import { dayOfRow, FATAL, UNCODED, whenSilent } from "./data.js";
import { DAY, inWords } from "./dates.js";
import { counted, focusIn, h } from "./dom.js";
import { knewSentence, tally } from "./matrix.js";
import { EVERY, persons, pick, readSet, setInWords, writeSet } from "./rowset.js";

/** @typedef {import("./mount.js").Context} Context */
/** @typedef {import("./data.js").Data} Data */
/** @typedef {{fact: number, lane: number, state: string, before: string}} Change */

/**
 * What came on an agency's record by a row, as the data's steps have it.
 * @param {Data} data
 * @param {number} event
 * @returns {Change[]}
 */
export function changedBy(data, event) {
  const day = dayOfRow(data, event);
  /** @type {Change[]} */
  const out = [];
  if (day === null) return out;
  const since = Math.max(data.low[event], data.first);
  for (let fact = 0; fact < data.facts.length; fact++) {
    for (const { place } of data.lanes) {
      const steps = data.steps(fact, place);
      const mine = steps.findLastIndex(({ minute, chain }) =>
        chain[0]?.event === event && minute >= since && Math.floor(minute / DAY) <= day
      );
      if (mine < 0) continue;
      const first = steps.findIndex(({ chain, minute }) =>
        chain[0]?.event === event && minute >= since
      );
      const [state, before] = [steps[mine].state, steps[first - 1]?.state ?? ""];
      if (state !== before) out.push({ fact, lane: place, state, before });
    }
  }
  return out;
}

/**
 * How much of what the agencies knew one of them held, in words that claim no more than its
 * records can bear.
 * @param {Data} data
 * @param {number} lane
 * @param {number} day
 * @param {ReturnType<typeof tally>} counts
 */
export function share(data, lane, day, { held, maybe, known }) {
  const silent = whenSilent(data.lanes[lane], day) === "cannot";
  const more = maybe[lane] ? `possibly ${maybe[lane]} more` : "";
  if (!held[lane] && silent) {
    return maybe[lane] ? `cannot tell, possibly ${maybe[lane]}` : "cannot tell";
  }
  return `${silent ? "at least " : ""}${held[lane]} of ${known}${more && `, ${more}`}`;
}

/**
 * Start to present a set of rows, from the chosen row where it is one of them.
 * @param {Context} context
 * @param {string} [spec]
 */
export function begin(context, spec = EVERY) {
  const { data, rows, store } = context;
  const list = pick(context, readSet(spec));
  if (!list.length) return;
  const now = rows.find(store.state.sel) ?? -1;
  const event = list.includes(now) ? now : list[0];
  if (!store.state.present) context.left = store.state;
  store.set({ present: spec, sel: rows.id(event), at: dayOfRow(data, event) ?? store.state.at });
}

/** @param {Context} context */
export function present(context) {
  const { data, rows, store, root, frame } = context;
  /** @type {HTMLElement | null} */
  let box = null;
  /** @type {number[]} */
  let list = [];
  /** @type {Element | null} */
  let from = null;
  let alone = false;
  const words = new Map(data.words.map((word) => [word.key, word.short]));

  const position = h("p", { class: "place" });
  const said = h("p", { class: "sr", role: "status" });
  const row = h("div", { class: "row-said", tabindex: 0, role: "group", "aria-label": "The row" });
  const below = h("p", { class: "below" }, "More below: Page Down reads on.");
  const knew = h("div", { class: "knew-now", tabindex: 0, role: "group" });
  knew.setAttribute("aria-label", "What each agency knew");
  const which = h("select", { "aria-label": "Which rows", onchange: () => choose() });
  // some systems choose with every arrow key: the focus stays then, so that all can be come to
  let byKey = false;
  which.addEventListener("keydown", ({ key }) => byKey = key !== "Enter");
  which.addEventListener("pointerdown", () => byKey = false);
  const full = h("button", { type: "button", onclick: () => fullScreen() }, "Full screen");
  /** @param {string} label @param {() => void} go */
  const button = (label, go) => h("button", { type: "button", onclick: go }, label);
  const back = button("◀ Previous", () => step(-1));
  const on = button("Next ▶", () => step(1));
  const bar = h(
    "div",
    { class: "present-bar" },
    position,
    back,
    on,
    button("First", () => go(0)),
    button("Last", () => go(list.length - 1)),
    which,
    full,
    button("Leave (Esc)", () => leave()),
  );
  const keys = h(
    "p",
    { class: "quiet present-keys" },
    "Page Down or space reads on, then goes to the next row; Page Up goes back. Left and right go row by row, Home and End to the first and the last.",
  );

  const place = () => list.indexOf(rows.find(store.state.sel) ?? -1);
  /** @param {number} at */
  const go = (at) => {
    const event = list[Math.max(0, Math.min(list.length - 1, at))];
    if (event === undefined) return;
    store.set({ sel: rows.id(event), at: dayOfRow(data, event) ?? store.state.at });
  };
  /** @param {number} way */
  const step = (way) => {
    const next = place() + way;
    if (next >= 0 && next < list.length) go(next);
    else said.textContent = way > 0 ? "This is the last row." : "This is the first row.";
  };
  /** Read on in a long text, or go to another row where its end is reached. @param {number} way */
  const page = (way) => {
    // first the row itself, then what each agency knew; back in the other order
    const parts = way > 0 ? [row, knew] : [knew, row];
    const part = parts.find((one) => way > 0 ? rest(one) > 4 : one.scrollTop > 4);
    if (part) part.scrollBy(0, way * part.clientHeight * 0.85);
    else step(way);
  };
  const choose = () => {
    begin(context, which.value);
    if (!byKey) box?.focus();
  };
  const leave = () => {
    const { view } = store.state;
    // opened by an address, there is nothing to go back to: the row stays, where it can be seen
    store.set(context.left ?? { present: "", view: view === "chronology" ? view : "timeline" });
  };
  const fullScreen = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else frame.requestFullscreen?.().catch(() => full.remove());
  };

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("select") && event.key !== "Escape") return;
    /** @type {Record<string, () => void>} */
    const ways = {
      PageDown: () => page(1),
      PageUp: () => page(-1),
      ArrowRight: () => step(1),
      ArrowLeft: () => step(-1),
      ArrowDown: () => row.scrollBy(0, 60),
      ArrowUp: () => row.scrollBy(0, -60),
      Home: () => go(0),
      End: () => go(list.length - 1),
      Escape: leave,
      F5: fullScreen, // the "start" of many a remote; the page must not be loaded anew
    };
    // on a button, Space and Enter are the button's own
    if (!target.matches("button")) ways[" "] = ways.Enter = () => page(1);
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    way();
  };

  const listSets = () => {
    const now = store.state.present;
    const known = [EVERY, "shape=incident", "cited=1", context.shown, now];
    for (const person of persons(context)) known.push(writeSet({ person }));
    which.replaceChildren(
      ...[...new Set(known)].flatMap((spec) => {
        const found = pick(context, readSet(spec)).length;
        const name = `${setInWords(context, readSet(spec))} (${found})`;
        return found ? [h("option", { value: spec, selected: spec === now }, name)] : [];
      }),
    );
    which.value = now;
  };

  const show = () => {
    const at = place();
    const event = list[at];
    if (event === undefined) return;
    const flags = data.flags[event];
    const written = rows.written(event);
    const set = setInWords(context, readSet(store.state.present));
    position.replaceChildren(
      h("strong", {}, `${at + 1} of ${list.length}`),
      ` ${set}`,
    );
    row.replaceChildren(
      h("h2", {}, rows.when(event)),
      h("p", { class: "who-said" }, `${rows.holder(event)} · ${rows.plain(event, 2)}`),
      h("blockquote", { class: "asis" }, rows.text(event)),
      h(
        "p",
        { class: "src" },
        written && `Date as written: ${written}. `,
        `${rows.plain(event, 5)}.`,
        flags & FATAL ? " This row is of the fatal incident." : "",
      ),
    );
    const length = row.textContent?.length ?? 0;
    row.className = `row-said ${length < 250 ? "brief" : length > 900 ? "long" : ""}`;
    row.scrollTop = knew.scrollTop = 0;
    const fresh = showKnew(event);
    said.textContent = `Row ${at + 1} of ${list.length}. ${rows.when(event)}. ` +
      `${rows.holder(event)}. ${rows.plain(event, 2)}. ${rows.begins(event, 400)} ${fresh}`;
    back.disabled = at === 0;
    on.disabled = at === list.length - 1;
    // keys that are pressed on a button that cannot be used reach nobody
    if (focusIn(root)?.matches(":disabled")) box?.focus();
    more();
  };
  /** @param {HTMLElement} part how much of it stands below what can be seen */
  const rest = (part) => part.scrollHeight - part.clientHeight - part.scrollTop;
  const more = () => below.hidden = rest(row) < 5 && rest(knew) < 5;

  /** @param {number} event @returns {string} what changed, in a sentence */
  const showKnew = (event) => {
    const day = dayOfRow(data, event);
    const lane = data.lanes[data.teams[data.team[event]].lane];
    if (day === null) {
      const cannot = "This row has no date: what each agency knew at that moment cannot be told.";
      knew.replaceChildren(h("p", { class: "lead" }, cannot));
      return cannot;
    }
    const counts = tally(data, day);
    const changes = changedBy(data, event);
    const sure = Math.floor(data.low[event] / DAY) === day;
    const then = sure ? `On ${inWords(day)}` : `On ${inWords(day)}, the latest day of this row,`;
    const mine = share(data, lane.place, day, counts);
    const own = lane.informal || !counts.known || mine.startsWith("cannot")
      ? ""
      : `${then} ${lane.name} held ${
        mine.replace(/ of \d+/, ` of the ${counted(counts.known, "thing")} known`)
      }.`;
    const formal = data.lanes.filter((one) => !one.informal);
    const informal = data.lanes.filter((one) => one.informal && counts.held[one.place]);
    const cells = formal.map((one) => {
      const fresh = changes.filter((change) => change.lane === one.place).length;
      const bar = h("span", { class: "bar-in" });
      bar.style.width = counts.known ? `${100 * counts.held[one.place] / counts.known}%` : "0";
      return h(
        "li",
        { class: one === lane && "mine" },
        h("span", { class: "name" }, one.name),
        h("span", { class: "bar-out", "aria-hidden": "true" }, bar),
        h(
          "span",
          {},
          share(data, one.place, day, counts),
          " ",
          fresh > 0 && h("strong", {}, `${fresh} new`),
        ),
      );
    });
    const fresh = changes.map(({ fact, lane: place, state }) => {
      const { label, persons: about } = data.facts[fact];
      return `${data.lanes[place].name}: ${label}${about && ` (${about})`} – ${words.get(state)}`;
    });
    const none = data.flags[event] & UNCODED
      ? "This row is not coded: what it changed cannot be told."
      : "With this row nothing new comes on any record, as far as it is coded.";
    knew.replaceChildren(
      own && h("p", { class: "lead" }, own),
      h("p", { class: own ? "" : "lead" }, knewSentence(data, day)),
      h("h3", {}, "New with this row"),
      changes.length
        ? h("ul", { class: "fresh" }, ...fresh.map((text) => h("li", {}, text)))
        : h("p", {}, none),
      h("h3", {}, "Each agency, of what all of them knew"),
      h("ul", { class: "cells" }, ...cells),
      informal.length === 0 ? "" : h(
        "p",
        {},
        "Informal sources: ",
        informal.map((one) => `${one.name} ${counted(counts.held[one.place], "thing")}`).join(
          "; ",
        ),
        ".",
      ),
    );
    return changes.length ? `New with this row: ${fresh.join("; ")}.` : none;
  };

  const open = () => {
    list = pick(context, readSet(store.state.present));
    if (place() < 0) {
      // an address that was written by hand, or a row that is gone
      queueMicrotask(() => list.length ? go(0) : store.set({ present: "" }));
    }
    if (!box) {
      from = focusIn(root);
      box = h(
        "section",
        {
          class: "present",
          role: "dialog",
          "aria-modal": "true",
          "aria-label": "Presenter",
          tabindex: -1,
        },
        h("p", { class: "marking" }, root.querySelector(".marking")?.textContent ?? ""),
        bar,
        h("div", { class: "present-row" }, h("div", { class: "said" }, row, below), knew),
        keys,
        said,
      );
      box.addEventListener("keydown", onKey);
      for (const other of root.children) other.toggleAttribute("inert", true);
      root.append(box);
      frame.classList.add("presenting");
      alone = !document.fullscreenElement;
      box.focus();
    }
    listSets();
    show();
  };
  const close = () => {
    box?.remove();
    box = null;
    context.left = null;
    for (const other of root.children) other.toggleAttribute("inert", false);
    frame.classList.remove("presenting");
    if (alone && document.fullscreenElement) document.exitFullscreen();
    const target = from instanceof HTMLElement && from.isConnected && from.checkVisibility()
      ? from
      : root.querySelector("main");
    /** @type {HTMLElement | null} */ (target)?.focus();
  };
  for (const part of [row, knew]) part.addEventListener("scroll", more);
  addEventListener("resize", () => box && more());
  document.addEventListener("fullscreenchange", () => {
    full.textContent = document.fullscreenElement ? "Leave full screen" : "Full screen";
  });
  store.listen((state, before) => {
    if (state.present !== before.present) state.present ? open() : close();
    else if (state.present && state.sel !== before.sel) show();
  });
  if (store.state.present) open();
}

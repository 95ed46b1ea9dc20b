/**
 * The integrated chronology: sorted, searched, filtered, its columns chosen, and laid out a few
 * hundred rows at a time.
 * @module
 */

import { readDay } from "./dates.js";
import { counted, h, thousands } from "./dom.js";
import { begin } from "./present.js";
import { persons, pick, writeSet } from "./rowset.js";

/** @typedef {import("./mount.js").Context} Context */

/** How many rows are laid out at a time; a narrow window is long enough with fewer. */
const PAGE = matchMedia("(max-width: 43.74em)").matches ? 50 : 200;

/**
 * @param {Context} context
 * @param {HTMLElement} search
 * @param {HTMLElement} more
 */
export function chronology(context, search, more) {
  const { data, rows, store, root } = context;
  const headers = /** @type {HTMLTableCellElement[]} */ ([
    ...rows.table.querySelectorAll("thead th"),
  ]);
  const labels = headers.map((header) => header.textContent ?? "");
  let room = PAGE;
  let column = 0;
  let way = 1;
  let order = rows.list.map((_, n) => n);

  /** @type {Record<string, HTMLInputElement | HTMLSelectElement>} by the set's key */
  const controls = {};
  /** @param {string} label @param {HTMLElement} control */
  const field = (label, control) =>
    h("span", { class: "field" }, h("label", { for: control.id }, label), " ", control);
  /**
   * @param {string} key
   * @param {string} label
   * @param {string} every
   * @param {(HTMLElement | [string, string])[]} options
   */
  const choice = (key, label, every, options) => {
    controls[key] = h(
      "select",
      { id: `chron-${key}` },
      h("option", { value: "" }, every),
      ...options.map((one) =>
        one instanceof Element ? one : h("option", { value: one[0] }, one[1])
      ),
    );
    return field(label, controls[key]);
  };
  /** @param {string} id @param {string} label @param {boolean} [checked] */
  const tick = (id, label, checked = false) => {
    const box = h("input", { type: "checkbox", id, checked });
    return { box, field: h("span", { class: "check" }, box, h("label", { for: id }, label)) };
  };
  /** @param {string} key @param {string} label */
  const only = (key, label) => {
    const { box, field } = tick(`chron-${key}`, label);
    controls[key] = box;
    return field;
  };
  /** @param {string} key @param {string} label */
  const day = (key, label) => {
    controls[key] = h("input", {
      type: "text",
      id: `chron-${key}`,
      autocomplete: "off",
      placeholder: "14 March 2012",
      size: 14,
      "aria-describedby": "chron-error",
    });
    return field(label, controls[key]);
  };
  const words = controls.words = h("input", { type: "search", id: "words", autocomplete: "off" });
  const said = h("p", { class: "quiet", role: "status" });
  const error = h("span", { id: "chron-error", class: "error", role: "status" });
  const lines = [...root.querySelectorAll("#enquiry .group")].map((group) =>
    h(
      "optgroup",
      { label: group.querySelector(".group-title")?.textContent },
      ...[...group.querySelectorAll(".finding")].map((finding) =>
        h("option", { value: finding.id }, finding.querySelector(".ask")?.textContent ?? "")
      ),
    )
  );
  const columns = labels.slice(1).map((label, n) => {
    const { box, field } = tick(`column-${n + 2}`, label, true);
    box.addEventListener("change", () => rows.table.classList.toggle(`no${n + 2}`, !box.checked));
    return field;
  });
  /** @param {string} label @param {() => void} go */
  const button = (label, go) => h("button", { type: "button", onclick: go }, label);
  const present = button("", () => begin(context, context.shown));
  const clear = button("Clear filters", () => {
    for (const control of Object.values(controls)) {
      control.value = "";
      if (control.type === "checkbox") /** @type {HTMLInputElement} */ (control).checked = false;
    }
    filter();
    words.focus();
  });
  search.append(
    h(
      "div",
      { class: "filters", role: "search" },
      field("Search", words),
      choice("source", "Source", "Every source", data.lanes.map((one) => [one.id, one.name])),
      choice(
        "kind",
        "Kind",
        "Every kind",
        data.kinds.map((one) => one.label).sort().map((label) => [label, label]),
      ),
      present,
      clear,
    ),
    h(
      "details",
      {},
      h("summary", {}, "More filters"),
      h(
        "div",
        { class: "filters" },
        choice("person", "Person", "Everybody", persons(context).map((one) => [one, one])),
        day("from", "From"),
        day("to", "To"),
        error,
        choice("line", "Line of enquiry", "Any or none", lines),
        only("cited", "Only rows on which a line of enquiry rests"),
        only("uncoded", "Only rows not coded"),
      ),
    ),
    h(
      "details",
      {},
      h("summary", {}, "Columns"),
      h(
        "div",
        { class: "filters" },
        ...columns,
        h("span", { class: "quiet" }, "The date always stays: it leads to the row."),
      ),
    ),
    said,
    h(
      "p",
      { class: "quiet" },
      "By date, each row stands by the earliest day that its date allows.",
    ),
  );
  /** @param {number} most @returns {() => void} to read on at the first row that comes */
  const upTo = (most) => () => {
    const first = room;
    room += most;
    show();
    rows.body.rows[first]?.querySelector("a")?.focus();
  };
  const next = button("", upTo(PAGE));
  const every = button("Show all", upTo(Infinity));
  more.append(h("p", { class: "buttons" }, next, every));

  headers.forEach((header, n) => {
    header.replaceChildren(
      button(labels[n], () => {
        way = column === n ? -way : 1;
        column = n;
        sort();
        show();
      }),
    );
    header.firstElementChild?.append(h("span", { "aria-hidden": "true" }));
  });
  const sort = () => {
    order = rows.list.map((_, n) => n);
    if (column > 0) {
      const keys = rows.list.map((_, n) => rows.plain(n, column).toLowerCase());
      const compare = new Intl.Collator("en-GB", { numeric: true }).compare;
      order.sort((a, b) => way * compare(keys[a], keys[b]) || a - b);
    } else if (way < 0) order.reverse();
  };
  /** @param {HTMLTableRowElement} row @returns {HTMLTableRowElement} with its date as a link */
  const linked = (row) => {
    const date = row.cells[0].firstChild;
    if (date instanceof Text) {
      const link = h("a", { class: "row", href: `#${row.id}` });
      date.replaceWith(link);
      link.append(date);
    }
    return row;
  };
  /** @returns {boolean} whether both days can be read */
  const daysAreRead = () => {
    let fine = true;
    for (const key of ["from", "to"]) {
      const bad = controls[key].value.trim() !== "" && readDay(controls[key].value) === null;
      if (bad) controls[key].setAttribute("aria-invalid", "true");
      else controls[key].removeAttribute("aria-invalid");
      fine &&= !bad;
    }
    error.textContent = fine ? "" : "Write a day like 14 March 2012.";
    return fine;
  };
  const show = () => {
    const mine = new Set(found);
    const listed = order.filter((n) => mine.has(n));
    const chosen = listed.indexOf(rows.find(store.state.sel) ?? -1);
    if (chosen >= room) room = chosen + PAGE;
    rows.body.replaceChildren(...listed.slice(0, room).map((n) => linked(rows.list[n])));
    headers.forEach((header, n) => {
      if (n === column) header.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      else header.removeAttribute("aria-sort");
      const arrow = header.querySelector("span");
      if (arrow) arrow.textContent = n === column ? (way > 0 ? " ▲" : " ▼") : "";
    });
    const shown = Math.min(room, listed.length);
    const all = rows.list.length;
    said.textContent =
      (listed.length === all
        ? counted(all, "row")
        : `${thousands(listed.length)} of ${counted(all, "row")}`) +
      (shown < listed.length
        ? `; the first ${shown} are shown`
        : listed.length
        ? "; all of them are shown"
        : "") +
      "." +
      (undated
        ? ` ${counted(undated, "row")} of these ${
          undated === 1 ? "has" : "have"
        } no date and may fall on any day.`
        : "");
    next.textContent = `Show ${Math.min(PAGE, listed.length - shown)} more`;
    next.hidden = every.hidden = shown >= listed.length;
  };
  /** @type {number[]} */
  let found = [];
  let undated = 0;
  const filter = () => {
    const set = Object.fromEntries(
      Object.entries(controls).map(([key, control]) => [
        key,
        control instanceof HTMLInputElement && control.type === "checkbox"
          ? control.checked ? "1" : ""
          : control.value.trim(),
      ]),
    );
    if (!daysAreRead()) return;
    context.shown = writeSet(set);
    found = pick(context, set);
    undated = set.from || set.to
      ? found.filter((n) => data.low[n] === -Infinity && data.high[n] === Infinity).length
      : 0;
    present.textContent = `Present ${
      found.length === data.count ? "every row" : `these ${counted(found.length, "row")}`
    }`;
    present.disabled = found.length === 0;
    room = PAGE;
    show();
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  for (const [key, control] of Object.entries(controls)) {
    if (key !== "words") control.addEventListener("change", filter);
  }
  const mark = () => {
    for (const old of rows.table.querySelectorAll("tr.chosen")) {
      old.classList.remove("chosen");
      old.removeAttribute("aria-current");
    }
    const event = rows.find(store.state.sel);
    if (event === undefined) return;
    const row = rows.list[event];
    row.classList.add("chosen");
    row.setAttribute("aria-current", "true");
    if (store.state.view !== "chronology" || store.state.present) return;
    if (!row.isConnected) show();
    // the detail beside it takes its room first
    requestAnimationFrame(() => row.scrollIntoView({ block: "nearest" }));
  };
  globalThis.addEventListener("beforeprint", () => {
    rows.body.replaceChildren(...order.map((n) => rows.list[n]));
  });
  globalThis.addEventListener("afterprint", show);
  store.listen((state, before) => {
    if (
      state.sel !== before.sel || state.view !== before.view || state.present !== before.present
    ) {
      mark();
    }
  });
  filter();
  mark();
}

/**
 * The integrated chronology: sorted, searched, and laid out a few hundred rows at a time.
 * @module
 */

import { counted, h } from "./dom.js";

/** @typedef {import("./mount.js").Context} Context */

/** How many rows are laid out at a time; a narrow window is long enough with fewer. */
const PAGE = matchMedia("(max-width: 43.74em)").matches ? 50 : 200;

/**
 * @param {Context} context
 * @param {HTMLElement} search
 * @param {HTMLElement} more
 */
export function chronology(context, search, more) {
  const { data, rows, store } = context;
  let room = PAGE;
  let column = 0;
  let way = 1;
  /** @type {string[] | null} */
  let texts = null;
  let order = rows.list.map((_, n) => n);

  const words = h("input", { type: "search", id: "words", autocomplete: "off" });
  const agency = h(
    "select",
    { id: "chron-agency" },
    h("option", { value: "" }, "Every source"),
    ...data.lanes.map((lane) => h("option", { value: lane.place }, lane.name)),
  );
  const kind = h(
    "select",
    { id: "chron-kind" },
    h("option", { value: "" }, "Every kind"),
    ...data.kinds
      .map((one, place) => ({ ...one, place }))
      .sort((a, b) => (a.label < b.label ? -1 : 1))
      .map((one) => h("option", { value: one.place }, one.label)),
  );
  const said = h("p", { class: "quiet", role: "status" });
  search.append(
    h(
      "div",
      { class: "filters", role: "search" },
      h("label", { for: "words" }, "Search"),
      words,
      h("label", { for: "chron-agency" }, "Source"),
      agency,
      h("label", { for: "chron-kind" }, "Kind"),
      kind,
    ),
    said,
  );
  const next = h("button", {
    type: "button",
    onclick: () => {
      room += PAGE;
      show();
    },
  }, `Show ${PAGE} more`);
  const every = h("button", {
    type: "button",
    onclick: () => {
      room = Infinity;
      show();
    },
  }, "Show all");
  more.append(h("p", { class: "buttons" }, next, every));

  const headers = /** @type {HTMLTableCellElement[]} */ ([
    ...rows.table.querySelectorAll("thead th"),
  ]);
  headers.forEach((header, n) => {
    const label = header.textContent ?? "";
    const arrow = h("span", { "aria-hidden": "true" });
    header.replaceChildren(
      h(
        "button",
        {
          type: "button",
          onclick: () => {
            way = column === n ? -way : 1;
            column = n;
            sort();
            show();
          },
        },
        label,
        arrow,
      ),
    );
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
  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (wanted.length) texts ??= rows.list.map((row) => (row.textContent ?? "").toLowerCase());
    const found = order.filter((n) =>
      (!agency.value || data.teams[data.team[n]].lane === Number(agency.value)) &&
      (!kind.value || data.kind[n] === Number(kind.value)) &&
      wanted.every((word) => texts?.[n].includes(word))
    );
    const chosen = found.indexOf(rows.byId.get(store.state.sel) ?? -1);
    if (chosen >= room) room = chosen + PAGE;
    rows.body.replaceChildren(...found.slice(0, room).map((n) => linked(rows.list[n])));
    headers.forEach((header, n) => {
      const mine = n === column;
      if (mine) header.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      else header.removeAttribute("aria-sort");
      const arrow = header.querySelector("span");
      if (arrow) arrow.textContent = mine ? (way > 0 ? " ▲" : " ▼") : "";
    });
    const shown = Math.min(room, found.length);
    said.textContent = found.length === rows.list.length
      ? `${counted(found.length, "row")}${
        shown < found.length ? `; the first ${shown} are shown` : ""
      }.`
      : `${counted(found.length, "row")} of ${rows.list.length.toLocaleString("en-GB")}` +
        `${shown < found.length ? `; the first ${shown} are shown` : ""}.`;
    next.hidden = every.hidden = shown >= found.length;
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      room = PAGE;
      show();
    }, 120);
  });
  for (const control of [agency, kind]) {
    control.addEventListener("change", () => {
      room = PAGE;
      show();
    });
  }
  const mark = () => {
    for (const old of rows.table.querySelectorAll("tr.chosen")) {
      old.classList.remove("chosen");
      old.removeAttribute("aria-current");
    }
    const event = rows.byId.get(store.state.sel);
    if (event === undefined) return;
    const row = rows.list[event];
    row.classList.add("chosen");
    row.setAttribute("aria-current", "true");
    if (store.state.view !== "chronology") return;
    if (!row.isConnected) show();
    row.scrollIntoView({ block: "nearest" });
  };
  globalThis.addEventListener("beforeprint", () => {
    rows.body.replaceChildren(...order.map((n) => rows.list[n]));
  });
  globalThis.addEventListener("afterprint", show);
  store.listen((state, before) => {
    if (state.sel !== before.sel || state.view !== before.view) mark();
  });
  show();
  mark();
}

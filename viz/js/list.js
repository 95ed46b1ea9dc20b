/**
 * The rows in view as a list: the same selection as the drawing, for keyboard and screen reader,
 * and all there is on a narrow page.
 * @module
 */

import { counted, h, toDetail } from "./dom.js";

/** @typedef {import("./mount.js").Context} Context */
/**
 * Rows of one place in the drawing, where more stand than fit.
 * @typedef {{title: string, rows: number[]}} Place
 */

const LISTED = 200;
const LISTED_NARROW = 60;

/**
 * @param {Context} context
 * @param {() => boolean} wide whether the lanes are drawn
 * @param {() => void} unpick back from one place to all rows in view
 * @param {string} without what is said of rows without any date
 */
export function rowsInView({ rows, store, root }, wide, unpick, without) {
  const list = h("ul", {
    class: "in-view",
    role: "listbox",
    tabindex: "0",
    "aria-label": "Rows in view, by date",
  });
  const says = h("p", { class: "quiet" });
  const back = h("button", { type: "button", onclick: unpick }, "List every row in view");
  const head = h("h3", { tabindex: "-1" }, "Rows in view");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let listing;

  const active = () => {
    const event = rows.find(store.state.sel);
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

  /** @param {number[]} seen @param {Place | null} place */
  const fill = (seen, place) => {
    const shown = place ? place.rows : seen;
    const most = wide() ? LISTED : LISTED_NARROW;
    list.replaceChildren(
      ...shown.slice(0, most).map((event) =>
        h(
          "li",
          {
            role: "option",
            id: `in-${rows.id(event)}`,
            "data-event": event,
            "aria-selected": "false",
          },
          h("strong", {}, rows.when(event)),
          ` · ${rows.holder(event)} · ${rows.plain(event, 2)}: ${rows.begins(event, 110)}`,
        )
      ),
    );
    list.hidden = shown.length === 0;
    head.textContent = place ? place.title : "Rows in view";
    back.hidden = place === null;
    says.textContent = [
      shown.length > most
        ? `The first ${most} of ${counted(shown.length, "row")}; ${
          wide() ? "zoom in for fewer" : "the rest are in the chronology"
        }.`
        : shown.length === 0
        ? "No row in view."
        : "",
      place ? "" : without,
    ].join(" ");
    active();
  };

  list.addEventListener("keydown", (event) => {
    const options = /** @type {HTMLElement[]} */ ([...list.children]);
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    /** @type {Record<string, number>} */
    const to = {
      ArrowDown: now < 0 ? 0 : now + 1,
      ArrowUp: Math.max(0, now - 1),
      Home: 0,
      End: options.length - 1,
    };
    if (event.key === "Enter") toDetail(root);
    if (to[event.key] === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = options[Math.min(options.length - 1, to[event.key])];
    if (next) store.set({ sel: rows.id(Number(next.dataset.event)) });
  });
  list.addEventListener("click", (event) => {
    const option = /** @type {Element} */ (event.target).closest("li");
    if (!option) return;
    store.set({ sel: rows.id(Number(option.dataset.event)) });
    // on a narrow page the detail stands below all of the list
    if (matchMedia("(max-width: 43.75em)").matches) toDetail(root);
  });

  return {
    nodes: [h("div", { class: "in-view-head" }, head, back), says, list],
    active,
    focus: () => head.focus(),
    /** @param {number[]} seen @param {Place | null} place @param {number} wait milliseconds */
    relist(seen, place, wait) {
      clearTimeout(listing);
      listing = setTimeout(() => fill(seen, place), wait);
    },
  };
}

/**
 * Days that a panel asks for by name: choosing one sets the as-at day, and brings its row and what
 * each agency knew.
 * @module
 */

import { dayOfRow } from "./data.js";
import { h } from "./dom.js";

/** @typedef {import("./mount.js").Context} Context */

/**
 * @param {Context} context
 * @returns {HTMLElement | null} nothing where no such day is on record
 */
export function keyDays({ data, rows, store }) {
  if (!data.keyDays.length) return null;
  const select = h("select", {}, h("option", { value: "" }, "an assault or a meeting …"));
  /** @type {Map<string, HTMLElement>} */
  const groups = new Map();
  for (const { group, words, event } of data.keyDays) {
    const list = groups.get(group) ?? h("optgroup", { label: group });
    groups.set(group, list);
    list.append(
      h("option", { value: event }, `${words}: ${rows.when(event)}, ${rows.holder(event)}`),
    );
  }
  select.append(...groups.values());
  const go = () => {
    if (select.value === "") return select.focus();
    const event = Number(select.value);
    const at = dayOfRow(data, event) ?? store.state.at;
    store.set({ view: "knew", at, sel: rows.id(event) });
  };
  return h(
    "p",
    { class: "key-days" },
    h("label", {}, "Who knew what on the day of ", select),
    " ",
    h("button", { type: "button", onclick: go }, "Go"),
  );
}

/**
 * A row as its recorder wrote it, and lists that unfold to rows.
 * @module
 */

import { counted, h } from "../dom.js";

/** @typedef {import("./data.js").Row} Row */

/** @param {string} name @returns {HTMLElement} a heading of this level */
const heading = (/** @type {number} */ level, /** @type {string} */ name) =>
  h(/** @type {"h3"} */ (`h${level}`), {}, name);

/**
 * @param {Row} row
 * @param {{level?: number, how?: string}} [options]
 * @returns {HTMLElement}
 */
export function rowCard(row, { level = 4, how = "" } = {}) {
  return h(
    "article",
    { class: "record" },
    heading(level, row.when),
    h("p", { class: "who-said" }, [row.holder, row.kind].filter(Boolean).join(" · ")),
    how && h("p", { class: "quiet" }, how),
    row.who && h("p", { class: "quiet" }, `Concerns: ${row.who}`),
    // whichever way its script runs
    h("blockquote", { class: "asis", dir: "auto" }, row.text),
    ...row.more.map(([label, text]) => h("p", {}, h("b", {}, `${label}: `), text)),
    row.source && h("p", { class: "src" }, row.source),
  );
}

/**
 * Rows that stand folded under how many they are; they are made when they are unfolded.
 * @param {Row[]} rows
 * @param {string} [name]
 * @param {{level?: number, how?: string}} [options] of each row
 * @returns {HTMLElement | ""}
 */
export function folded(rows, name = "", options = {}) {
  if (!rows.length) return "";
  const box = h(
    "details",
    { class: "folded" },
    h("summary", {}, name || `Show ${rows.length === 1 ? "the row" : counted(rows.length, "row")}`),
  );
  box.addEventListener("toggle", () => {
    if (box.open && box.children.length === 1) {
      box.append(...rows.map((row) => rowCard(row, options)));
    }
  });
  return box;
}

/**
 * Paper: before printing, every view is made as at the day that is chosen, every line of enquiry
 * with all its rows, and the matrix in parts that fit a page. Afterwards all is as it was.
 * @module
 */

import { inWords } from "./dates.js";
import { rowLink } from "./detail.js";
import { h } from "./dom.js";

/** @typedef {import("./mount.js").Context} Context */

/** How many columns of the matrix can be read across a page. */
const ACROSS = 9;

/** @param {Context} context @param {() => void} build makes the views that paper shows */
export function paper(context, build) {
  const { data, root, store } = context;
  /** @type {(() => void)[]} */
  let undo = [];
  addEventListener("beforeprint", () => {
    for (const back of undo) back();
    undo = [];
    build();
    const day = `"As at ${inWords(store.state.at)}"`;
    document.documentElement.style.setProperty("--as-at-words", day);
    for (const finding of root.querySelectorAll(".finding")) {
      const rows = finding.querySelector(".rows");
      const parts = data.evidence.get(finding.id);
      if (!rows || !parts) continue;
      const kept = [...rows.childNodes];
      rows.replaceChildren(...parts.flatMap(({ part, rows: events }) => [
        h("p", { class: "part" }, part),
        h("ol", {}, ...events.map((event) => h("li", {}, rowLink(context, event)))),
      ]));
      undo.push(() => rows.replaceChildren(...kept));
    }
    // the map on paper was drawn for the day on which the page opens
    const map = root.querySelector("#network .static-drawing");
    if (map instanceof HTMLElement && store.state.at !== data.asAt) {
      map.hidden = true;
      undo.push(() => map.hidden = false);
    }
    const table = root.querySelector("#knew table.matrix");
    if (table instanceof HTMLTableElement) undo.push(inParts(table));
  });
  addEventListener("afterprint", () => {
    for (const back of undo) back();
    undo = [];
  });
}

/** @param {HTMLTableElement} table @returns {() => void} what puts it back */
function inParts(table) {
  const columns = (table.tHead?.rows[0].cells.length ?? 1) - 1;
  const parts = Math.ceil(columns / ACROSS);
  if (parts < 2) return () => {};
  const size = Math.ceil(columns / parts);
  const copies = Array.from({ length: parts }, (_, n) => {
    const copy = /** @type {HTMLTableElement} */ (table.cloneNode(true));
    copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    for (const row of copy.rows) {
      [...row.cells].forEach((cell, at) => {
        if (at && Math.floor((at - 1) / size) !== n) cell.remove();
      });
    }
    copy.caption?.append(`: part ${n + 1} of ${parts}`);
    return copy;
  });
  table.classList.add("in-parts");
  table.after(...copies);
  return () => {
    table.classList.remove("in-parts");
    for (const copy of copies) copy.remove();
  };
}

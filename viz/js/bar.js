/**
 * What stands over the lanes: moving along time, going to a date, whose rows, in what order.
 * @module
 */

import { readDay } from "./dates.js";
import { h } from "./dom.js";

/** @typedef {import("./data.js").Data} Data */
/**
 * What the bar asks of the timeline.
 * @typedef {object} Acts
 * @property {(part: number) => void} pan
 * @property {(by: number) => void} zoom
 * @property {(span: string) => void} span "scope", "all", or how many days
 * @property {(day: number) => string} go centres a day, and says why it could not
 * @property {(about: number) => void} about
 * @property {(order: import("./lanes.js").Order) => void} order
 */

/** The spans that can be asked for, with their keys. */
export const SPANS = [
  ["scope", "the scope", "s"],
  ["all", "everything", "Home"],
  ["366", "a year", "y"],
  ["31", "a month", "m"],
  ["7", "a week", "w"],
  ["1", "a day", "d"],
];

export const KEYS = [
  ["← →", "move along"],
  ["Page Up, Page Down", "move by half of what is shown"],
  ["+ −", "zoom in, zoom out"],
  ["↑ ↓", "choose the row before, the row after"],
  ["y, m, w, d", "show a year, a month, a week, a day"],
  ["s, Home", "show the scope, everything"],
  ["g", "go to a date"],
  ["n", "list the next place with more rows than fit"],
  ["t", "open, or fold, every agency’s teams"],
];

/** @param {string} name @param {string} words @param {Node} field */
const labelled = (name, words, field) =>
  h("span", { class: "field" }, h("label", { for: name }, words), field);

/**
 * @param {Data} data
 * @param {boolean} scope whether the scope is less than everything
 * @param {Acts} acts
 */
export function bar(data, scope, acts) {
  const button = (/** @type {string} */ words, /** @type {() => void} */ act) =>
    h("button", { type: "button", onclick: act }, words);

  const span = h("select", { id: "tl-span" }, h("option", { value: "" }, "as zoomed"));
  for (const [value, words] of SPANS) {
    if (value !== "scope" || scope) span.append(h("option", { value }, words));
  }
  span.addEventListener("change", () => acts.span(span.value));

  const says = h("span", { id: "tl-goto-says", class: "error", role: "status" });
  const field = h("input", {
    type: "text",
    id: "tl-goto",
    autocomplete: "off",
    placeholder: "14 March 2012",
    "aria-describedby": "tl-goto-says",
  });
  const go = () => {
    const text = field.value.trim();
    const day = readDay(text);
    says.textContent = day !== null
      ? acts.go(day)
      : text
      ? `“${text.slice(0, 30)}” is not a day. Write one like 14 March 2012 or 14/3/2012.`
      : "Write a day like 14 March 2012.";
    field.toggleAttribute("aria-invalid", day === null);
    if (day === null) field.setAttribute("aria-invalid", "true");
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") go();
  });

  /** @type {{value: string, words: string}[]} */
  const abouts = data.named.map(({ label, role }, n) => ({
    value: String(1 << n),
    words: `${label} (${role})`,
  }));
  const about = h("select", { id: "tl-about" }, h("option", { value: "0" }, "everybody"));
  for (const { value, words } of abouts) about.append(h("option", { value }, words));
  about.addEventListener("change", () => acts.about(Number(about.value)));

  const order = h(
    "select",
    { id: "tl-order" },
    h("option", { value: "case 0" }, "as in the case"),
    h("option", { value: "first 0" }, "first row"),
    h("option", { value: "rows 0" }, "number of rows"),
  );
  data.named.forEach(({ label }, n) =>
    order.append(
      h("option", { value: `first ${1 << n}` }, `first row that names ${label}`),
      h("option", { value: `rows ${1 << n}` }, `number of rows that name ${label}`),
    )
  );
  order.addEventListener("change", () => {
    const [by, bits] = order.value.split(" ");
    acts.order({ by, about: Number(bits) });
  });

  return {
    field,
    node: h(
      "div",
      { class: "tl-bar", role: "group", "aria-label": "What the lanes show, and when" },
      h(
        "span",
        { class: "along" },
        button("◀ Earlier", () => acts.pan(-0.25)),
        button("Later ▶", () => acts.pan(0.25)),
        button("Zoom in", () => acts.zoom(1 / 1.6)),
        button("Zoom out", () => acts.zoom(1.6)),
        labelled("tl-span", "Show", span),
        labelled("tl-goto", "Go to", field),
        button("Go", go),
      ),
      abouts.length > 0 && labelled("tl-about", "Rows that name", about),
      labelled("tl-order", "Order by", order),
      h(
        "details",
        { class: "keys" },
        h("summary", {}, "Keys"),
        h("p", {}, "When the lanes have the focus (click them, or come to them with Tab):"),
        h(
          "dl",
          {},
          ...KEYS.map(([keys, does]) =>
            h("div", {}, h("dt", {}, h("kbd", {}, keys)), h("dd", {}, does))
          ),
        ),
      ),
      says,
    ),
    /** @param {string} value */
    showSpan(value) {
      if (span.value !== value) span.value = value;
    },
  };
}

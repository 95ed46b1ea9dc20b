/**
 * Elements are made, never written: no markup is ever built from strings.
 * @module
 */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | false | undefined} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | EventListener>} Props */

/**
 * @param {Element} node
 * @param {Props} props
 */
function put(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * Make an HTML element. Functions among the properties are listeners: "onclick" of "click".
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  put(node, props);
  for (const child of children) if (child) node.append(child);
  return node;
}

/**
 * Make an SVG element.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function s(tag, props = {}, ...children) {
  const node = /** @type {SVGElementTagNameMap[T]} */ (document.createElementNS(SVG, tag));
  put(node, props);
  for (const child of children) if (child) node.append(child);
  return node;
}

/**
 * The place that the page keeps for a part of the view.
 * @param {Element} root
 * @param {string} name
 * @returns {HTMLElement}
 */
export function slot(root, name) {
  const found = root.querySelector(`[data-slot="${name}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no place for "${name}"`);
  return found;
}

/**
 * A whole number as people write it: "1,200". The browser's own way takes 25 ms to get ready.
 * @param {number} count
 */
export const thousands = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** @param {string[]} names @returns {string} "A, B and C" */
export function listed(names) {
  if (names.length < 2) return names.join("");
  const last = names[names.length - 1];
  // a name of an agency may have commas of its own
  return names.some((name) => name.includes(","))
    ? `${names.slice(0, -1).join("; ")}; and ${last}`
    : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/**
 * A number with its noun, as a sentence says it.
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = one + "s") {
  return `${thousands(count)} ${count === 1 ? one : many}`;
}

/**
 * What stands for the page: the document, or the frame that a host keeps around a mounted root.
 * @param {Element} root
 * @returns {HTMLElement}
 */
export const frameOf = (root) => root.closest(".joinedup-page") ?? document.documentElement;

/**
 * Where the keyboard is, also inside of a shadow root.
 * @param {Node} node
 * @returns {Element | null}
 */
export const focusIn = (node) =>
  /** @type {Document | ShadowRoot} */ (node.getRootNode()).activeElement;

/**
 * Bring the keyboard to the heading of the detail, where one is open.
 * @param {Element} root
 * @returns {boolean} whether there was one
 */
export function toDetail(root) {
  const heading = root.querySelector(".detail:not([hidden]) h2");
  heading?.setAttribute("tabindex", "-1");
  /** @type {HTMLElement | null} */ (heading)?.focus();
  return heading !== null;
}

/**
 * Where the keyboard goes on when what had it is gone: into the presenter, to what is told in
 * detail, or to the view. Otherwise Tab would begin anew at the top of the page.
 * @param {HTMLElement} root
 * @returns {() => void} to be called after anything that can take a control away
 */
export function keepFocus(root) {
  /** @type {Element | null} */
  let last = null;
  root.addEventListener("focusin", (event) => last = /** @type {Element} */ (event.target));
  /** @param {Element | null} one */
  const there = (one) => one?.isConnected && root.contains(one) && one.checkVisibility();
  return () => {
    if (!last || there(last) || there(focusIn(root))) return;
    const presenter = /** @type {HTMLElement | null} */ (root.querySelector(".present"));
    if (presenter) presenter.focus();
    else if (!toDetail(root)) root.querySelector("main")?.focus({ preventScroll: true });
  };
}

/**
 * A control, or the one that stands in its place since the view was drawn anew.
 * @param {HTMLElement} root
 * @param {HTMLElement} was
 * @returns {HTMLElement | undefined}
 */
export function sameAgain(root, was) {
  if (was.isConnected) return was;
  const { cell, fact } = was.dataset;
  const same = cell ? `[data-cell="${cell}"]` : fact && `[data-fact="${fact}"]`;
  const found = same ? root.querySelectorAll(same) : [];
  return Array.from(found, (node) => /** @type {HTMLElement} */ (node))
    .find((node) => node.checkVisibility());
}

/**
 * A link to a row, by its date and its holder.
 * @param {{rows: import("./data.js").Rows}} context
 * @param {number} event
 */
export function rowLink({ rows }, event) {
  return h(
    "a",
    { class: "row", href: `#${rows.id(event)}` },
    `${rows.when(event)} · ${rows.holder(event)}`,
  );
}

/**
 * A link that chooses something. A button in running text stands as one block where its words
 * take two lines, and leaves what follows below it.
 * @param {import("./state.js").Store} store
 * @param {Partial<import("./state.js").State>} change
 * @param {string} words
 */
export function choosing(store, change, words) {
  /** @param {Event} event */
  const onclick = (event) => {
    event.preventDefault();
    store.set(change);
  };
  return h("a", { href: `#${change.sel}`, onclick }, words);
}

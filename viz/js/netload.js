/**
 * The scripts of the network wait in a template and run only when the view is opened, so that
 * they cost nothing before. A page may be made without them.
 * @module
 */

/** @returns {typeof import("./network.js") | undefined} */
export function drawn() {
  const kept = document.getElementById("joinedup-map");
  if (kept instanceof HTMLTemplateElement) document.body.append(kept.content);
  return /** @type {any} */ (globalThis).joinedupMap;
}

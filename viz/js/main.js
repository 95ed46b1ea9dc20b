/**
 * The page's own script: mounts the static page, or leaves it readable as it is. A host with a
 * page of its own puts the rendered fragment where it wants it and calls `joinedup.mount`.
 * @module
 */

import { mount } from "./mount.js";

const page = document.documentElement;
const root = document.getElementById("joinedup");
const data = document.getElementById("joinedup-data");

/** Mount the page; where that cannot be done, it stays as it was rendered. */
function begin() {
  if (!root || !data) return;
  try {
    mount(root, JSON.parse(data.textContent ?? ""));
    page.dataset.ready = String(Math.round(performance.now()));
  } catch (error) {
    page.classList.remove("js");
    console.error(error);
  }
}
// the network's scripts stand behind this one, so that no other view waits for them
if (/network|net-/.test(location.hash)) {
  addEventListener("DOMContentLoaded", begin);
} else begin();
Object.assign(globalThis, { joinedup: { mount } });

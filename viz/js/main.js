/**
 * The page's own script: mounts the static page, or leaves it readable as it is. A host with a
 * page of its own puts the rendered fragment where it wants it and calls `joinedup.mount`.
 * @module
 */

import { mount } from "./mount.js";

const page = document.documentElement;
const root = document.getElementById("joinedup");
const data = document.getElementById("joinedup-data");
if (root && data) {
  try {
    mount(root, JSON.parse(data.textContent ?? ""));
    page.dataset.ready = String(Math.round(performance.now()));
  } catch (error) {
    page.classList.remove("js");
    console.error(error);
  }
}
Object.assign(globalThis, { joinedup: { mount } });

/**
 * The static page's own script: mounts the page, or leaves it readable as it is.
 * @module
 */

import { mount } from "./mount.js";

const page = document.documentElement;
try {
  const root = document.getElementById("joinedup");
  const data = document.getElementById("joinedup-data");
  if (!root || !data) throw new Error("the page is not whole");
  mount(root, JSON.parse(data.textContent ?? ""));
  page.dataset.ready = String(Math.round(performance.now()));
} catch (error) {
  page.classList.remove("js");
  console.error(error);
}

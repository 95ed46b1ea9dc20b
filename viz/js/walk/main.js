/**
 * The walkthrough's own script. Without it, or where it cannot begin, the page says what to do.
 * @module
 */

import { decode } from "./data.js";
import { mount } from "./walk.js";

const page = document.documentElement;
const root = document.getElementById("joinedup");
const data = document.getElementById("joinedup-data");

if (root && data) {
  try {
    mount(root, decode(JSON.parse(data.textContent ?? "")));
    page.dataset.ready = String(Math.round(performance.now()));
  } catch (error) {
    page.classList.remove("js");
    console.error(error);
  }
}

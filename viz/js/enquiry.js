/**
 * Lines of enquiry: filtered, unfolded to their rows as written, and shown on the timeline.
 * @module
 */

import { DAY, readDay } from "./dates.js";
import { findingOf, presentRows, rowLink, rowsOf } from "./detail.js";
import { counted, h, slot } from "./dom.js";
import { decision, own } from "./panel.js";

/** @typedef {import("./mount.js").Context} Context */

const FIRST = 5;

/** @param {Context} context @param {HTMLElement} section @param {HTMLElement} place */
export function enquiry(context, section, place) {
  const { store, root } = context;
  const groups = /** @type {HTMLDetailsElement[]} */ ([...section.querySelectorAll(".group")]);
  const clear = groups.length ? filters(context, groups, place) : () => {};
  own(context, slot(root, "own"));
  for (const group of groups) group.addEventListener("toggle", () => group.open && fill(group));

  /** @param {HTMLDetailsElement} group */
  const fill = (group) => {
    if (group.dataset.filled) return;
    group.dataset.filled = "1";
    for (const finding of findingsIn(group)) {
      finding.querySelector(".rows")?.replaceChildren(
        ...(context.data.evidence.get(finding.id) ?? []).flatMap((part) => unfolded(context, part)),
      );
      decision(context, finding);
      if (rowsOf(finding, context).length) {
        finding.append(
          h(
            "p",
            { class: "buttons" },
            h("button", {
              type: "button",
              onclick: () => store.set({ view: "timeline", sel: finding.id }),
            }, "Show its rows on the timeline"),
            presentRows(context, finding),
          ),
        );
      }
    }
  };
  const choose = () => {
    for (const old of section.querySelectorAll(".finding.chosen")) old.classList.remove("chosen");
    const finding = findingOf(root, store.state.sel);
    if (!finding) return;
    if (finding.closest("[hidden]")) clear();
    const group = finding.closest("details");
    if (group) {
      group.open = true;
      fill(group);
    }
    finding.classList.add("chosen");
    if (store.state.view === "enquiry") {
      finding.setAttribute("tabindex", "-1");
      finding.focus({ preventScroll: true });
      finding.scrollIntoView({ block: "start" });
    }
  };
  store.listen((state, before) => {
    if (state.sel !== before.sel || state.view !== before.view) choose();
  });
  choose();
}

/** @param {Element} group @returns {HTMLElement[]} */
const findingsIn = (
  group,
) => /** @type {HTMLElement[]} */ ([...group.querySelectorAll(".finding")]);

/**
 * What is shown, in which order, and the sentence that says so.
 * @param {Context} context @param {HTMLDetailsElement[]} groups @param {HTMLElement} place
 * @returns {() => void} to show everything again
 */
function filters(context, groups, place) {
  const { data, panel } = context;
  const all = groups.flatMap((group) => findingsIn(group).map((node) => ({ node, group })));
  /** @param {HTMLElement} finding @returns {import("./data.js").About} */
  const about = (finding) => data.about.get(finding.id) ?? [0, [], [], [], []];
  /** @param {1 | 2 | 3} part @param {string[]} words @returns {[string, string][]} */
  const inUse = (part, words) =>
    words.flatMap((word, n) =>
      all.some(({ node }) => about(node)[part].includes(n)) ? [[String(n), word]] : []
    );
  /** @type {Map<string, string>} */
  const kinds = new Map();
  for (const group of groups) {
    const key = group.dataset.kind ?? "";
    kinds.set(key, group.querySelector(".tag")?.getAttribute("data-kind-label") ?? key);
  }
  const weights = [...new Set(all.map(({ node }) => about(node)[0]))].filter(Boolean).sort();
  const by = select("group-by", [["", "Rank alone"], ["kind", "Kind"], ["agency", "Agency"]]);
  const kind = select("by-kind", [["", "Every kind"], ...kinds]);
  const names = data.lanes.map((lane) => lane.name);
  const agency = select("by-agency", [["", "Every agency"], ...inUse(1, names)]);
  const said = select("by-said", [
    ["", "Anything"],
    ["new", "Not yet looked at"],
    ["unsaved", "Entered here, not saved"],
    ...panel.states.map((
      state,
    ) => /** @type {[string, string]} */ ([
      state,
      state.slice(0, 1).toUpperCase() + state.slice(1),
    ])),
  ]);
  const words = h("input", { type: "search", id: "by-words", autocomplete: "off" });
  const sure = h("input", { type: "checkbox", id: "only-certain" });
  const weight = select("by-weight", [
    ["", "Any weight"],
    ...weights.map((
      n,
    ) => /** @type {[string, string]} */ ([
      String(n),
      n === 5 ? "5, the heaviest" : `${n} or more`,
    ])),
  ]);
  const person = select("by-person", [["", "Anybody"], ...inUse(2, data.persons)]);
  const code = select("by-code", [["", "Every theme"], ...inUse(3, data.codes)]);
  const day = { type: "text", autocomplete: "off", placeholder: "14 March 2012" };
  const from = h("input", { id: "by-from", ...day });
  const to = h("input", { id: "by-to", ...day });
  const error = h("span", { class: "error", role: "status", id: "by-days-error" });
  const more = [sure, weight, person, code, from, to];
  const controls = [kind, agency, said, words, ...more];
  /** @type {Map<HTMLElement, string>} */
  const texts = new Map();
  /** @param {HTMLElement} finding @param {HTMLElement} group */
  const textOf = (finding, group) => {
    let text = texts.get(finding);
    if (text === undefined) {
      const parts = [".group-title", ".more"].map((name) => group.querySelector(name));
      const list = rowsOf(finding, context).map((row) => context.rows.list[row]);
      text = [...parts, finding, ...list].map((node) => node?.textContent).join(" ").toLowerCase();
      texts.set(finding, text);
    }
    return text;
  };
  /** @param {HTMLInputElement} control */
  const dayOf = (control) => {
    const text = control.value.trim();
    const day = text ? readDay(text) : null;
    if (text && day === null) {
      control.setAttribute("aria-invalid", "true");
      error.textContent = "Write a day like 14 March 2012.";
    } else control.removeAttribute("aria-invalid");
    return day;
  };
  const status = h("p", { class: "quiet", role: "status" });
  const moreSummary = h("summary", {});
  const reset = h("button", { type: "button" }, "Clear filters");
  /** @type {HTMLElement[]} */
  let heads = [];
  const filter = () => {
    error.textContent = "";
    const since = dayOf(from);
    const until = dayOf(to);
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    let kept = 0;
    for (const { node, group } of all) {
      const [heavy, agencies, persons, codes] = about(node);
      const on = (!sure.checked || node.dataset.certain === "1") &&
        (!kind.value || group.dataset.kind === kind.value) &&
        (!agency.value || agencies.includes(Number(agency.value))) &&
        (!person.value || persons.includes(Number(person.value))) &&
        (!code.value || codes.includes(Number(code.value))) &&
        (!weight.value || heavy >= Number(weight.value)) &&
        (!said.value ||
          (said.value === "new"
            ? panel.isNew(node.id)
            : said.value === "unsaved"
            ? panel.isUnsaved(node.id)
            : panel.state(node.id) === said.value)) &&
        (since === null && until === null ||
          rowsOf(node, context).some((row) =>
            (since === null || data.high[row] >= since * DAY) &&
            (until === null || data.low[row] < (until + 1) * DAY)
          )) &&
        wanted.every((word) => textOf(node, group).includes(word));
      node.hidden = !on;
      shown += Number(on);
    }
    for (const group of groups) {
      group.hidden = findingsIn(group).every((node) => node.hidden);
      kept += Number(!group.hidden);
    }
    for (const head of heads) {
      let next = head.nextElementSibling;
      while (next instanceof HTMLElement && next.matches(".group") && next.hidden) {
        next = next.nextElementSibling;
      }
      head.hidden = !next?.matches(".group");
    }
    const used = more.filter((control) => inEffect(control)).length;
    moreSummary.textContent = used ? `More filters (${used} in use)` : "More filters";
    reset.hidden = !controls.some(inEffect);
    const order = by.value ? `, grouped by ${by.value}` : "";
    status.textContent = shown === all.length
      ? `All ${counted(groups.length, "line")} of enquiry are shown, with ${
        counted(all.length, "finding")
      }${order}. `
      : `${kept} of ${counted(groups.length, "line")} of enquiry shown, with ${shown} of ${
        counted(all.length, "finding")
      }${order}. `;
  };
  const clear = () => {
    for (const control of controls) {
      if (control.type === "checkbox") /** @type {HTMLInputElement} */ (control).checked = false;
      else control.value = "";
    }
    filter();
  };
  reset.addEventListener("click", () => {
    clear();
    kind.focus();
  });
  const regroup = () => {
    for (const head of heads) head.remove();
    heads = [];
    const inner = /** @type {HTMLElement} */ (groups[0].parentElement);
    /** @type {Map<string, HTMLElement[]>} */
    const under = new Map();
    for (const group of groups) {
      const first = about(findingsIn(group)[0])[1][0];
      const name = by.value === "kind"
        ? kinds.get(group.dataset.kind ?? "") ?? ""
        : by.value === "agency"
        ? names[first] ?? "No agency named"
        : "";
      under.set(name, [...under.get(name) ?? [], group]);
    }
    for (const [name, members] of under) {
      if (name) {
        const asks = by.value === "agency" ? "First question to: " : "";
        heads.push(h("h3", { class: "by-head" }, asks + name));
        inner.append(heads[heads.length - 1]);
      }
      inner.append(...members);
    }
    inner.classList.toggle("by-kind", by.value === "kind");
    filter();
  };
  by.addEventListener("change", regroup);
  for (const control of controls) {
    control.addEventListener(control === words ? "input" : "change", filter);
  }
  for (const control of [from, to]) control.setAttribute("aria-describedby", error.id);
  panel.listeners.push(() => {
    texts.clear();
    filter();
  });
  const unfold = h("button", { type: "button" }, "Unfold all");
  unfold.addEventListener("click", () => {
    const open = groups.some((group) => !group.hidden && !group.open);
    for (const group of groups) group.open = open;
    unfold.textContent = open ? "Fold all" : "Unfold all";
  });
  place.append(
    h(
      "div",
      { class: "filters" },
      labelled("Kind", kind),
      labelled("Agency", agency),
      labelled("The panel said", said),
      labelled("Words", words),
    ),
    h(
      "details",
      { class: "more-filters" },
      moreSummary,
      h(
        "div",
        { class: "filters" },
        labelled("Least weight", weight),
        labelled("About", person),
        labelled("Theme", code),
        labelled("From", from),
        labelled("To", to),
        error,
        h(
          "span",
          { class: "check" },
          sure,
          h("label", { for: "only-certain" }, "Only where the dates are certain"),
        ),
      ),
    ),
    h("div", { class: "filters" }, status, reset, unfold, labelled("Group by", by)),
  );
  filter();
  return clear;
}

/** @param {HTMLInputElement | HTMLSelectElement} control */
const inEffect = (control) =>
  control instanceof HTMLInputElement && control.type === "checkbox"
    ? control.checked
    : control.value !== "";

/** @param {string} id @param {[string, string][]} options */
function select(id, options) {
  return h("select", { id }, ...options.map(([value, text]) => h("option", { value }, text)));
}

/** @param {string} text @param {HTMLElement} control */
const labelled = (text, control) =>
  h("span", { class: "labelled" }, h("label", { for: control.id }, text), control);

/**
 * The rows of one part of a finding as written: the first few, and the rest when asked for.
 * @param {Context} context
 * @param {{part: string, rows: number[]}} part
 */
function unfolded(context, { part, rows: events }) {
  const list = h("ol", {});
  /** @param {number[]} some */
  const add = (some) => {
    for (const event of some) {
      list.append(
        h(
          "li",
          {},
          rowLink(context, event),
          " ",
          h("span", { class: "src" }, context.rows.plain(event, 5)),
          h("blockquote", { class: "asis" }, context.rows.text(event)),
        ),
      );
    }
  };
  add(events.slice(0, FIRST));
  const rest = events.slice(FIRST);
  const more = h("button", {
    type: "button",
    onclick: () => {
      add(rest);
      const next = list.children[FIRST]?.querySelector("a");
      more.remove();
      next?.focus();
    },
  }, `Show ${counted(rest.length, "more row")}`);
  return [h("p", { class: "part" }, part), list, ...(rest.length ? [more] : [])];
}

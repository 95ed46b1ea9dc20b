/**
 * Lines of enquiry: filtered, unfolded to their rows as written, and shown on the timeline.
 * @module
 */

import { counted, h } from "./dom.js";
import { findingOf, presentRows, rowLink, rowsOf } from "./detail.js";

/** @typedef {import("./mount.js").Context} Context */

const FIRST = 5;

/** @param {Context} context @param {HTMLElement} section @param {HTMLElement} place */
export function enquiry(context, section, place) {
  const { data, store, root } = context;
  const groups = /** @type {HTMLDetailsElement[]} */ ([...section.querySelectorAll(".group")]);
  if (groups.length) {
    const lines = section.querySelectorAll(".finding").length;
    const sure = h("input", { type: "checkbox", id: "only-certain" });
    const agency = h("select", { id: "by-agency" }, h("option", { value: "" }, "Every agency"));
    for (const lane of data.lanes) {
      if (section.querySelector(`.finding[data-agencies~="${lane.place}"]`)) {
        agency.append(h("option", { value: lane.place }, lane.name));
      }
    }
    const kind = h("select", { id: "by-kind" }, h("option", { value: "" }, "Every kind"));
    for (const group of groups) {
      const key = group.dataset.kind ?? "";
      if (!Array.from(kind.options).some((option) => option.value === key)) {
        kind.append(h("option", { value: key }, group.querySelector(".tag")?.textContent ?? key));
      }
    }
    const said = h("p", { class: "quiet", role: "status" });
    const filter = () => {
      let shown = 0;
      let kept = 0;
      for (const group of groups) {
        let left = 0;
        for (
          const finding of /** @type {NodeListOf<HTMLElement>} */ (
            group.querySelectorAll(".finding")
          )
        ) {
          const places = (finding.dataset.agencies ?? "").split(" ");
          const on = (!sure.checked || finding.dataset.certain === "1") &&
            (!agency.value || places.includes(agency.value)) &&
            (!kind.value || group.dataset.kind === kind.value);
          finding.hidden = !on;
          left += Number(on);
        }
        group.hidden = left === 0;
        shown += left;
        kept += Number(left > 0);
      }
      said.textContent = shown === lines
        ? "All of them are shown."
        : `${kept} of ${counted(groups.length, "line")} of enquiry shown, with ${shown} of ${
          counted(lines, "finding")
        }.`;
    };
    for (const control of [sure, agency, kind]) control.addEventListener("change", filter);
    const open = h("button", { type: "button" }, "Unfold all");
    open.addEventListener("click", () => {
      const unfold = groups.some((group) => !group.hidden && !group.open);
      for (const group of groups) group.open = unfold;
      open.textContent = unfold ? "Fold all" : "Unfold all";
    });
    place.append(
      h(
        "div",
        { class: "filters" },
        h("label", { for: "by-kind" }, "Kind"),
        kind,
        h("label", { for: "by-agency" }, "Agency"),
        agency,
        h(
          "span",
          { class: "check" },
          sure,
          h("label", { for: "only-certain" }, "Only where the dates are certain"),
        ),
        open,
      ),
      said,
    );
    filter();
  }
  for (const group of groups) group.addEventListener("toggle", () => group.open && fill(group));

  /** @param {HTMLDetailsElement} group */
  const fill = (group) => {
    if (group.dataset.filled) return;
    group.dataset.filled = "1";
    for (
      const finding of /** @type {NodeListOf<HTMLElement>} */ (
        group.querySelectorAll(".finding")
      )
    ) {
      finding.querySelector(".rows")?.replaceChildren(
        ...(data.evidence.get(finding.id) ?? []).flatMap((part) => unfolded(context, part)),
      );
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
    const group = finding?.closest("details");
    if (!finding || !group) return;
    group.open = true;
    fill(group);
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

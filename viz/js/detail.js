/**
 * The chosen row, cell or line of enquiry, with its rows as written.
 * @module
 */

import { FATAL, holding, isHeld, UNCODED } from "./data.js";
import { DAY, inWords } from "./dates.js";
import { focusIn, h, rowLink, sameAgain, toDetail } from "./dom.js";
import { heldBy, readCell, shareSentence } from "./matrix.js";
import { aboutMeeting } from "./meeting.js";
import { aboutFact, factLink, factsOf, readFact } from "./story.js";
import { drawn } from "./netload.js";
import { begin } from "./present.js";

export { rowLink };

/** @typedef {import("./mount.js").Context} Context */

/** @param {Context} context @param {HTMLElement} place */
export function detail(context, place) {
  const { rows, store, root } = context;
  /** @type {HTMLElement | null} */
  let from = null;
  let told = "";

  const update = () => {
    const { sel, view } = store.state;
    const event = rows.find(sel);
    const cell = readCell(sel);
    const fact = readFact(sel);
    const finding = sel ? findingOf(root, sel) : null;
    const shown = view === "overview"
      ? null
      : event !== undefined
      ? aboutEvent(context, event)
      : cell && context.data.facts[cell[0]] && context.data.lanes[cell[1]]
      ? aboutCell(context, cell[0], cell[1])
      : fact !== null && context.data.facts[fact]
      ? aboutFact(context, fact)
      : sel.startsWith("net-")
      ? drawn()?.aboutNetwork(context, sel)
      : finding && view !== "enquiry"
      ? aboutFinding(context, finding)
      : null;
    place.hidden = shown === null;
    root.classList.toggle("with-detail", shown !== null);
    if (!shown) return place.replaceChildren();
    const top = sel === told ? place.scrollTop : 0;
    told = sel;
    place.replaceChildren(
      h("button", {
        type: "button",
        class: "close",
        onclick: close,
      }, "Close detail"),
      ...shown,
    );
    place.scrollTop = top;
  };
  const close = () => {
    const back = from;
    store.set({ sel: "" });
    if (back) sameAgain(root, back)?.focus();
  };
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  store.listen((state, before) => {
    if (state.sel !== before.sel) {
      const reader = focusIn(root);
      if (reader instanceof HTMLElement && !place.contains(reader)) from = reader;
      update();
      // who goes through a list by key stays in it
      const listed = reader?.matches("select, [role=listbox]");
      if (!listed && matchMedia("(max-width: 43.75em)").matches) toDetail(root);
    } else if (
      state.view !== before.view || (state.at !== before.at && /^(cell|fact|net)-/.test(state.sel))
    ) {
      update();
    }
  });
  update();
}

/** @param {Element} root @param {string} id @returns {HTMLElement | null} */
export function findingOf(root, id) {
  const found = id && root.querySelector(`#${CSS.escape(id)}.finding`);
  return found instanceof HTMLElement ? found : null;
}

/** @param {HTMLElement} finding @param {Context} context @returns {number[]} */
export function rowsOf(finding, { data }) {
  return (data.evidence.get(finding.id) ?? []).flatMap(({ rows }) => rows);
}

/** @param {Context} context @param {number} event */
function aboutEvent(context, event) {
  const { data, rows, store } = context;
  const written = rows.written(event);
  const flags = data.flags[event];
  /** @type {HTMLElement[]} */
  const out = [
    h("h2", {}, rows.when(event)),
    h(
      "p",
      { class: "under" },
      written && `Date as written: ${written}. `,
      `${rows.holder(event)}. ${rows.plain(event, 2)}.`,
    ),
  ];
  if (flags & FATAL) out.push(h("p", { class: "note" }, "This row is of the fatal incident."));
  if (flags & UNCODED) {
    out.push(h("p", { class: "note" }, "This row is not coded; the findings cannot see it."));
  }
  // what a panel asks of a meeting stands first: its row repeats who was there
  out.push(...aboutMeeting(context, event));
  out.push(h("blockquote", { class: "asis" }, rows.text(event)));
  const who = rows.plain(event, 3);
  const reveals = data.reveals(event);
  const shares = data.shares(event);
  out.push(
    h(
      "dl",
      {},
      who && pair("Who", who),
      reveals.length > 0 && pair(
        "What it reveals",
        h(
          "ul",
          {},
          ...reveals.map(({ fact, stance }) => h("li", {}, factLink(context, fact), `: ${stance}`)),
        ),
      ),
      shares.length > 0 && pair(
        "Shared with",
        h(
          "ul",
          {},
          ...shares.map(({ team, received }) => {
            const { name, lane } = data.teams[team];
            const agency = data.lanes[lane].name;
            return h(
              "li",
              {},
              `${name ? `${agency}, ${name}` : agency}: ` +
                (received ? "its own records show it" : "no record there that it was received"),
            );
          }),
        ),
      ),
      pair("Document and row", rows.plain(event, 5)),
    ),
  );
  const on = findingsOn(context, event);
  if (on.length) {
    out.push(
      h("h3", {}, "Lines of enquiry that rest on this row"),
      h(
        "ul",
        {},
        ...on.map((finding) =>
          h(
            "li",
            {},
            h(
              "a",
              { class: "finding-link", href: `#${finding.id}` },
              finding.querySelector(".ask")?.textContent ?? "",
            ),
          )
        ),
      ),
    );
  }
  const high = data.high[event];
  const low = data.low[event];
  const minute = Number.isFinite(high) ? high : Number.isFinite(low) ? low : null;
  const buttons = h("p", { class: "buttons" });
  if (minute !== null) {
    buttons.append(
      h("button", {
        type: "button",
        onclick: () => store.set({ view: "knew", at: Math.floor(minute / DAY) }),
      }, "Who knew what on that day"),
    );
  }
  for (
    const [view, words] of [["timeline", "On the timeline"], ["chronology", "In the chronology"]]
  ) {
    if (store.state.view !== view) {
      buttons.append(h("button", { type: "button", onclick: () => store.set({ view }) }, words));
    }
  }
  buttons.append(
    h("button", { type: "button", onclick: () => begin(context) }, "Present from this row"),
  );
  out.push(buttons);
  return out;
}

/** @param {Context} context @param {number} event @returns {HTMLElement[]} */
function findingsOn({ data, root }, event) {
  const out = [];
  for (const [id, parts] of data.evidence) {
    const finding = parts.some(({ rows }) => rows.includes(event)) && findingOf(root, id);
    if (finding) out.push(finding);
  }
  return out;
}

/** @param {Context} context @param {number} fact @param {number} place */
function aboutCell(context, fact, place) {
  const { data, store } = context;
  const lane = data.lanes[place];
  const { label, persons } = data.facts[fact];
  const { state, step } = holding(data, fact, place, store.state.at);
  const word = data.words.find((w) => w.key === state);
  /** @type {HTMLElement[]} */
  const out = [
    h("h2", {}, lane.name),
    h("p", { class: "under" }, `${label}${persons && ` (${persons})`}`),
    h(
      "p",
      {},
      h("strong", {}, `On ${inWords(store.state.at)}: ${word?.short ?? state}.`),
      ` That is, ${word?.means ?? ""}.`,
    ),
  ];
  const sum = `${heldBy(data, place, store.state.at)} ${
    shareSentence(data, place, store.state.at)
  }`;
  if (step?.chain.length) {
    out.push(h("h3", {}, "How do we know?"));
    out.push(chain(context, step.chain));
  } else if (!step) {
    out.push(h("p", { class: "quiet" }, lane.coverage));
  }
  if (word?.tell) out.push(h("p", {}, h("strong", {}, "What would tell: "), `${word.tell}.`));
  const others = data.steps(fact, place).filter((one) => one !== step);
  if (others.length) {
    out.push(h("h3", {}, "Before and after"));
    out.push(
      h(
        "ul",
        {},
        ...others.map((one) => {
          const short = data.words.find((w) => w.key === one.state)?.short ?? one.state;
          const first = one.chain[0];
          return h(
            "li",
            {},
            `From ${inWords(Math.floor(one.minute / DAY))}: ${short}. `,
            first && rowLink(context, first.event),
          );
        }),
      ),
    );
  }
  const elsewhere = data.lanes.filter((other) =>
    other !== lane &&
    isHeld(holding(data, fact, other.place, store.state.at).state)
  );
  out.push(
    h(
      "p",
      { class: "quiet" },
      elsewhere.length
        ? `On that day it was held by ${elsewhere.map((other) => other.name).join(", ")}.`
        : "No other source is shown by its records to have held it on that day.",
    ),
    h("p", { class: "quiet" }, sum.trim()),
    h("p", { class: "buttons" }, factLink(context, fact, "Follow this through the records")),
  );
  return out;
}

/** @param {Context} context @param {{event: number, how: string}[]} links */
function chain(context, links) {
  return h(
    "ol",
    { class: "chain" },
    ...links.map(({ event, how }) =>
      h(
        "li",
        {},
        h("span", { class: "part" }, how),
        " ",
        rowLink(context, event),
        h("blockquote", { class: "asis" }, context.rows.text(event)),
        h("span", { class: "src" }, context.rows.plain(event, 5)),
      )
    ),
  );
}

/** @param {Context} context @param {HTMLElement} finding */
function aboutFinding(context, finding) {
  const list = rowsOf(finding, context);
  const facts = factsOf(context, finding.id);
  return [
    h("h2", {}, finding.querySelector(".ask")?.textContent ?? ""),
    h("p", {}, finding.querySelector("p")?.textContent ?? ""),
    ...facts.map((fact) => h("p", {}, "Follow what was known: ", factLink(context, fact))),
    h("h3", {}, "Its rows"),
    h(
      "ol",
      { class: "chain" },
      ...list.map((event) =>
        h(
          "li",
          {},
          rowLink(context, event),
          h("blockquote", { class: "asis" }, context.rows.text(event)),
        )
      ),
    ),
    h(
      "p",
      { class: "buttons" },
      h("button", {
        type: "button",
        onclick: () => context.store.set({ view: "enquiry" }),
      }, "Back to this line of enquiry"),
      presentRows(context, finding),
    ),
  ];
}

/** @param {Context} context @param {HTMLElement} finding */
export function presentRows(context, finding) {
  const go = () => begin(context, `line=${finding.id}`);
  return h("button", { type: "button", onclick: go }, "Present its rows");
}

/** @param {string} term @param {Node | string} value */
function pair(term, value) {
  return h("div", {}, h("dt", {}, term), h("dd", {}, value));
}

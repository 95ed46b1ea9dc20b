/**
 * Who knew: facts by agencies on the as-at day, each cell in words and with a sign.
 * @module
 */

import { holding, isHeld, lastDay, whenSilent } from "./data.js";
import { DAY, inWords } from "./dates.js";
import { counted, focusIn, h, listed, sameAgain } from "./dom.js";
import { keyDays } from "./keydays.js";
import { factName, readFact } from "./story.js";

/** @typedef {import("./mount.js").Context} Context */

/**
 * What the agencies held on a day, counted.
 * @param {import("./data.js").Data} data
 * @param {number} day
 */
export function tally(data, day) {
  const held = data.lanes.map(() => 0);
  const maybe = data.lanes.map(() => 0);
  let known = 0;
  let doubtful = 0;
  for (let fact = 0; fact < data.facts.length; fact++) {
    let some = false;
    let possible = false;
    for (const lane of data.lanes) {
      const { state } = holding(data, fact, lane.place, day);
      if (isHeld(state)) held[lane.place]++;
      if (state === "possible" || state === "sent") maybe[lane.place]++;
      if (lane.informal) continue;
      some ||= isHeld(state);
      possible ||= state === "possible" || state === "sent";
    }
    if (some) known++;
    else if (possible) doubtful++;
  }
  return { held, maybe, known, doubtful };
}

/**
 * Whether any agency's silence on a day says something.
 * @param {import("./data.js").Data} data
 * @param {number} day
 */
function anySilenceSpeaks(data, day) {
  return data.facts.length > 0 &&
    data.lanes.some((lane) =>
      !lane.informal && whenSilent(lane, Math.min(day, lastDay(data))) === "none"
    );
}

/**
 * The sentence before the numbers.
 * @param {import("./data.js").Data} data
 * @param {number} day
 * @returns {string}
 */
export function knewSentence(data, day) {
  const { held, known, doubtful } = tally(data, day);
  const on = `On ${inWords(day)}${day > lastDay(data) ? ", as at the fatal incident," : ""}`;
  if (known === 0 && doubtful === 0 && !anySilenceSpeaks(data, day)) {
    return `What any agency held on ${inWords(day)} cannot be told from these records: ` +
      "no chronology that covers that day has been read and coded.";
  }
  if (known === 0) {
    const maybe = doubtful ? `; possibly ${counted(doubtful, "thing")}` : "";
    return `${on} no agency’s record held any of the things coded in this case${maybe}.`;
  }
  const formal = data.lanes.filter((lane) => !lane.informal);
  const most = Math.max(...formal.map((lane) => held[lane.place]));
  const who = formal.filter((lane) => held[lane.place] === most).map((lane) => lane.name);
  const maybe = doubtful ? `, and possibly ${doubtful} more` : "";
  if (formal.filter((lane) => held[lane.place]).length === 1) {
    const possibly = (/** @type {number} */ lane) =>
      data.facts.some((_, fact) => holding(data, fact, lane, day).state === "possible");
    const others = formal.filter(({ place }) => !held[place] && possibly(place));
    const rest = others.length
      ? `Possibly also on the records of ${listed(others.map((lane) => lane.name))}`
      : "No record of another agency shows any";
    return `${on} one agency’s records held ${
      counted(known, "thing")
    } about this family: those of ${listed(who)}${maybe}. ${rest}.`;
  }
  const named = who.length > 3 ? `${who.length} agencies each` : listed(who);
  return `${on} the agencies’ records together held ${
    counted(known, "thing")
  } about this family${maybe}. The most that any one agency held was ${most} of ${known} (${named}).`;
}

/**
 * The sentence of one agency: "Health visiting held 2 of the 9 things known …".
 * @param {import("./data.js").Data} data
 * @param {number} lane
 * @param {number} day
 */
export function heldBy(data, lane, day) {
  const counts = tally(data, day);
  const { held, known } = counts;
  const { name, informal } = data.lanes[lane];
  if (!held[lane] && silentOn(data, lane, day)) {
    return `What ${name} held on that day cannot be told from these records.`;
  }
  if (informal) {
    return `${name} held ${counted(held[lane], "thing")} about this family on that day.`;
  }
  return `${name} held ${held[lane]} of the ${
    counted(known, "thing")
  } that the agencies knew about this family on that day.`;
}

/**
 * Whether an agency's silence on a day says nothing.
 * @param {import("./data.js").Data} data
 * @param {number} lane
 * @param {number} day
 */
export const silentOn = (data, lane, day) =>
  whenSilent(data.lanes[lane], Math.min(day, lastDay(data))) === "cannot";

/**
 * How much of the pooled picture an agency held by the end of a day: [least, most], 0 to 1.
 * @param {import("./data.js").Data} data
 * @param {number} lane
 * @param {number} day
 */
export function shareOn(data, lane, day) {
  const last = Math.min(day, lastDay(data)) * DAY + DAY - 1;
  const found = data.pictureShare(lane).findLast(([minute]) => minute <= last);
  return found ? /** @type {[number, number]} */ ([found[1], found[2]]) : null;
}

/** @param {[number, number]} share @returns {string} "31–38%" */
export function perCent([low, high]) {
  const [from, to] = [Math.round(low * 100), Math.round(high * 100)];
  return from === to ? `${from}%` : `${from}–${to}%`;
}

/**
 * @param {import("./data.js").Data} data
 * @param {number} lane
 * @param {number} day
 * @returns {string} nothing for an informal source, and before the first record
 */
export function shareSentence(data, lane, day) {
  const share = shareOn(data, lane, day);
  if (share?.[1] === 0 && silentOn(data, lane, day)) return "";
  return share ? `By weight it held ${perCent(share)} of the pooled picture.` : "";
}

/**
 * When each fact first stood on any agency's records, or possibly did; the last of all: never.
 * @param {import("./data.js").Data} data
 */
export function firstKnown(data) {
  return data.facts.map((_, fact) =>
    Math.min(
      ...data.lanes.flatMap((lane) =>
        lane.informal ? [] : data.steps(fact, lane.place).filter(({ state }) => state !== "denied")
          .slice(0, 1).map(({ minute }) => minute)
      ),
    )
  );
}

/**
 * Whether somebody is named in words: "Adult V" is not in "Adult V2".
 * @param {string} words
 * @param {string} name
 */
export function names(words, name) {
  const at = words.indexOf(name);
  const after = words[at + name.length] ?? "";
  return at >= 0 && !/[\p{L}\p{N}]/u.test(after);
}

/** @param {number} fact @param {number} lane */
export const cellName = (fact, lane) => `cell-${fact}-${lane}`;

/** @param {string} sel @returns {[number, number] | null} */
export function readCell(sel) {
  const found = /^cell-(\d+)-(\d+)$/.exec(sel);
  return found && [Number(found[1]), Number(found[2])];
}

/** The widest window that reads the matrix as a list; report.css has the same. */
const NARROW = "(max-width: 43.74em)";

/**
 * One thing known and who held it, by state: the matrix where there is no room for one.
 * @param {import("./data.js").Data} data
 * @param {Map<string, import("./data.js").Word>} words
 * @param {number} fact
 * @param {string} sel
 * @param {number} day
 */
function held(data, words, fact, sel, day) {
  /** @type {Map<string, import("./data.js").Lane[]>} */
  const by = new Map([...words.keys()].map((key) => [key, []]));
  for (const lane of data.lanes) by.get(holding(data, fact, lane.place, day).state)?.push(lane);
  const { label, persons } = data.facts[fact];
  const head = h("button", {
    type: "button",
    class: "link",
    "data-fact": fact,
    "aria-current": factName(fact) === sel && "true",
  }, label);
  const box = h("section", {}, h("h3", {}, head, persons && h("small", {}, ` ${persons}`)));
  /** @type {string[]} */
  const rest = [];
  for (const [state, lanes] of by) {
    const word = words.get(state);
    if (!lanes.length || !word) continue;
    if (state === "none" || state === "cannot") {
      rest.push(`${word.short}: ${listed(lanes.map((lane) => lane.name))}.`);
      continue;
    }
    const list = h("p", {}, h("strong", {}, `${word.sign} ${word.short}: `));
    for (const lane of lanes) {
      const name = cellName(fact, lane.place);
      list.append(
        h("button", {
          type: "button",
          class: `s-${state}`,
          "data-cell": name,
          "aria-current": name === sel && "true",
        }, lane.name),
        " ",
      );
    }
    box.append(list);
  }
  if (rest.length) {
    const [none, cannot] = ["none", "cannot"].map((state) => by.get(state)?.length ?? 0);
    const said = [none && `No record at ${none}`, cannot && `cannot tell at ${cannot}`];
    box.append(
      h(
        "details",
        {},
        h("summary", {}, said.filter(Boolean).join(", ").replace(/^c/, "C")),
        ...rest.map((text) => h("p", {}, text)),
      ),
    );
  }
  return box;
}

/** The narrowest that a column of the table may be, and that of the names, in rem. */
const COLUMN = 3.9;
const NAMES = 8;

/** @param {Context} context @param {HTMLElement} place */
export function matrix(context, place) {
  const { data, store, root } = context;
  const words = new Map(data.words.map((word) => [word.key, word]));
  const lead = h("p", { class: "lead", "aria-live": "polite" });
  const caption = h("caption", {});
  const later = h("p", { class: "quiet" });
  const byFact = h("div", { class: "by-fact" });
  const narrow = matchMedia(NARROW);
  narrow.addEventListener("change", () => update());
  const all = h("input", { type: "checkbox", id: "show-later", onchange: () => update() });
  const sums = h("tr", { class: "sums" }, h("th", { scope: "row" }, "Held, of all that was known"));
  const parts = h(
    "tr",
    { class: "sums" },
    h("th", { scope: "row" }, "Held of the pooled picture, by weight"),
  );
  const [feet, shares] = [sums, parts].map((row) =>
    data.lanes.map((lane) => {
      const cell = h("td", { "data-agency": lane.name });
      row.append(cell);
      return cell;
    })
  );
  const body = h("tbody", {});
  /** @type {HTMLTableRowElement[]} */
  const lines = [];
  /** Each fact's own button, then a button for each lane. @type {HTMLButtonElement[][]} */
  const cells = data.facts.map((fact, f) => {
    const head = h("button", { type: "button", class: "link", tabindex: "-1", "data-fact": f });
    head.append(fact.label);
    const row = h(
      "tr",
      {},
      h("th", { scope: "row" }, head, fact.persons && h("small", {}, ` ${fact.persons}`)),
    );
    const buttons = data.lanes.map((lane) => {
      const sign = h("span", { "aria-hidden": "true" });
      const button = h("button", { type: "button", tabindex: "-1" }, sign, " ", h("span", {}));
      button.dataset.cell = cellName(f, lane.place);
      row.append(h("td", { "data-agency": lane.name }, button));
      return button;
    });
    lines.push(row);
    return [head, ...buttons];
  });
  body.append(...lines);
  const table = h(
    "table",
    { class: "matrix" },
    caption,
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "What was known"),
        ...data.lanes.map((lane) =>
          h(
            "th",
            { scope: "col", class: lane.informal && "informal" },
            h("div", {}, lane.name),
            lane.informal && h("small", {}, " informal"),
          )
        ),
      ),
    ),
    h("tbody", {}, sums, parts),
    body,
  );
  const least = `${NAMES + COLUMN * data.lanes.length}rem`;
  const wrap = h("div", { class: "matrix-wrap" }, table);

  // -- which of them, and in what order ------------------------------------------------------
  const weights = [...new Set(data.facts.map((fact) => fact.weight))].sort((a, b) => b - a);
  const heavy = weights[Math.min(1, weights.length - 1)] ?? 0;
  const known = firstKnown(data);
  const person = h("select", { id: "knew-person" }, h("option", { value: "" }, "Everybody"));
  for (
    const name of new Set(Array.from(root.querySelectorAll(".people bdi"), (n) => n.textContent))
  ) {
    if (data.facts.some((fact) => names(fact.persons, name))) {
      person.append(h("option", { value: name }, name));
    }
  }
  const order = h(
    "select",
    { id: "knew-order" },
    h("option", { value: "" }, "Weightiest first"),
    h("option", { value: "date" }, "First known first"),
  );
  const only = h("input", { type: "checkbox", id: "knew-heavy" });
  /** @param {number} f */
  const wanted = (f) =>
    (!only.checked || data.facts[f].weight >= heavy) &&
    (!person.value || names(data.facts[f].persons, person.value));
  /** The facts as they stand now, from the top. */
  let shown = data.facts.map((_, f) => f);
  order.addEventListener("change", () => {
    shown = data.facts.map((_, f) => f);
    if (order.value) shown.sort((a, b) => known[a] - known[b] || a - b);
    body.append(...shown.map((f) => lines[f]));
    update();
  });
  for (const control of [person, only]) control.addEventListener("change", () => update());
  const filters = h(
    "div",
    { class: "filters" },
    person.options.length > 2 && h("label", { for: person.id }, "About"),
    person.options.length > 2 && person,
    h("label", { for: order.id }, "Order"),
    order,
    weights.length > 2 && h(
      "span",
      { class: "check" },
      only,
      h("label", { for: only.id }, `Only the weightiest (${heavy} or more of ${weights[0]})`),
    ),
    keyDays(context),
  );

  place.replaceChildren(
    lead,
    filters,
    h(
      "p",
      { class: "hint" },
      "Choose a cell to see the rows by which they knew, or a thing known to follow it through " +
        "the records. Arrow keys move between cells.",
    ),
    wrap,
    byFact,
    later,
    h("p", { class: "check" }, all, h("label", { for: "show-later" }, "Show these as well")),
  );
  const check = /** @type {HTMLElement} */ (place.lastElementChild);
  /** Fact, and 0 for its own button or else 1 + lane. */
  let focus = [shown[0] ?? 0, 1];

  const update = () => {
    const { at, sel } = store.state;
    lead.textContent = knewSentence(data, at);
    caption.textContent = `What records show was known on ${inWords(at)}`;
    const { held: each, maybe, known: together } = tally(data, at);
    let hidden = 0;
    cells.forEach(([head, ...buttons], f) => {
      let any = false;
      buttons.forEach((button, lane) => {
        const { state } = holding(data, f, lane, at);
        any ||= state !== "none" && state !== "cannot";
        if (button.dataset.state !== state) {
          const word = words.get(state);
          button.dataset.state = state;
          button.className = `cell s-${state}`;
          button.children[0].textContent = word?.sign ?? "";
          button.children[1].textContent = word?.short ?? state;
        }
        mark(button, button.dataset.cell === sel);
      });
      mark(head, factName(f) === sel);
      const on = wanted(f);
      if (on && !any) hidden++;
      lines[f].hidden = !on || (!any && !all.checked);
    });
    data.lanes.forEach(({ place: lane }) => {
      const silent = !each[lane] && silentOn(data, lane, at);
      feet[lane].replaceChildren(h(
        "span",
        {},
        silent ? "cannot tell" : `${each[lane]} of ${together}`,
        maybe[lane] > 0 && h("small", {}, ` possibly ${maybe[lane]}${silent ? "" : " more"}`),
      ));
      const share = shareOn(data, lane, at);
      shares[lane].textContent = data.lanes[lane].informal
        ? "apart"
        : !share || silent && share[1] === 0
        ? "–"
        : perCent(share);
    });
    const reader = byFact.contains(focusIn(root)) ? focusIn(root) : null;
    byFact.replaceChildren(
      ...narrow.matches
        ? [
          h("h3", {}, "How many each held"),
          h(
            "ul",
            {},
            ...data.lanes.map((lane) =>
              h(
                "li",
                {},
                `${lane.name}: ${feet[lane.place].firstChild?.textContent ?? ""}. ${
                  shareSentence(data, lane.place, at)
                }`,
              )
            ),
          ),
          ...shown.flatMap((f) => lines[f].hidden ? [] : held(data, words, f, sel, at)),
        ]
        : [],
    );
    if (reader instanceof HTMLElement) sameAgain(byFact, reader)?.focus();
    later.textContent = hidden
      ? `${counted(hidden, "more thing")} on these records ${
        hidden === 1 ? "was" : "were"
      } first recorded later.`
      : "";
    check.hidden = hidden === 0;
    if (!cells[focus[0]] || lines[focus[0]].hidden) {
      focus = [shown.find((f) => !lines[f].hidden) ?? 0, 1];
    }
    rove(false);
  };

  /** @param {HTMLElement} button @param {boolean} chosen */
  const mark = (button, chosen) => {
    if (chosen) button.setAttribute("aria-current", "true");
    else if (button.hasAttribute("aria-current")) button.removeAttribute("aria-current");
  };

  /** @type {HTMLElement | undefined} */
  let reached;
  /** @param {boolean} move whether the keyboard goes there too */
  const rove = (move) => {
    reached?.setAttribute("tabindex", "-1");
    reached = cells[focus[0]]?.[focus[1]];
    reached?.setAttribute("tabindex", "0");
    if (move) reached?.focus();
  };
  body.addEventListener("keydown", (event) => {
    /** @type {Record<string, [number, number]>} */
    const ways = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    let at = shown.indexOf(focus[0]);
    do at += way[0]; while (way[0] && lines[shown[at]]?.hidden);
    const next = [shown[at], focus[1] + way[1]];
    if (!cells[next[0]]?.[next[1]]) return;
    focus = next;
    rove(true);
  });
  /** @param {Event} event */
  const choose = (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const cell = readCell(button?.dataset.cell ?? "");
    const fact = button?.dataset.fact;
    if (!cell && !fact) return;
    focus = cell ? [cell[0], cell[1] + 1] : [Number(fact), 0];
    rove(false);
    store.set({ sel: cell ? cellName(cell[0], cell[1]) : factName(Number(fact)) });
  };
  body.addEventListener("click", choose);
  byFact.addEventListener("click", choose);
  // too many agencies for the window: the table scrolls in its own frame, names and heads staying
  const heads = [...table.querySelectorAll("thead div")];
  const fit = () => {
    table.style.minWidth = least;
    // no head is narrower than its longest word
    const more = Math.max(...heads.map((head) => head.scrollWidth - head.clientWidth));
    if (more > 0) table.style.minWidth = `${table.offsetWidth + more * data.lanes.length}px`;
    wrap.classList.toggle("scrolls", table.offsetWidth > wrap.clientWidth + 1);
  };
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(wrap);
  store.listen((state, before) => {
    if (state.at !== before.at || state.sel !== before.sel) update();
  });
  const chosen = readCell(store.state.sel);
  const followed = readFact(store.state.sel);
  if (chosen) focus = [chosen[0], chosen[1] + 1];
  else if (followed !== null) focus = [followed, 0];
  update();
}

/**
 * Who knew: facts by agencies on the as-at day, each cell in words and with a sign.
 * @module
 */

import { holding, isHeld, whenSilent } from "./data.js";
import { inWords } from "./dates.js";
import { counted, h } from "./dom.js";

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
    data.lanes.some((lane) => !lane.informal && whenSilent(lane, day) === "none");
}

/**
 * The sentence before the numbers.
 * @param {import("./data.js").Data} data
 * @param {number} day
 * @returns {string}
 */
export function knewSentence(data, day) {
  const { held, known, doubtful } = tally(data, day);
  const on = `On ${inWords(day)}`;
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
    return `${on} one agency’s records held ${
      counted(known, "thing")
    } about this family${maybe}: those of ${join(who)}. No record of another agency shows any.`;
  }
  const named = who.length > 3 ? `${who.length} agencies each` : join(who);
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
  const { held, known } = tally(data, day);
  const { name, informal } = data.lanes[lane];
  if (informal) {
    return `${name} held ${counted(held[lane], "thing")} about this family on that day.`;
  }
  return `${name} held ${held[lane]} of the ${
    counted(known, "thing")
  } that the agencies knew about this family on that day.`;
}

/** @param {string[]} names */
export function join(names) {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
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
  const box = h("section", {}, h("h3", {}, label, persons && h("small", {}, ` ${persons}`)));
  /** @type {string[]} */
  const rest = [];
  for (const [state, lanes] of by) {
    const word = words.get(state);
    if (!lanes.length || !word) continue;
    if (state === "none" || state === "cannot") {
      rest.push(`${word.short}: ${join(lanes.map((lane) => lane.name))}.`);
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

/** @param {Context} context @param {HTMLElement} place */
export function matrix({ data, store }, place) {
  const words = new Map(data.words.map((word) => [word.key, word]));
  const lead = h("p", { class: "lead", "aria-live": "polite" });
  const caption = h("caption", {});
  const later = h("p", { class: "quiet" });
  const byFact = h("div", { class: "by-fact" });
  const narrow = matchMedia(NARROW);
  narrow.addEventListener("change", () => update());
  const all = h("input", { type: "checkbox", id: "show-later", onchange: () => update() });
  const sums = h("tr", { class: "sums" }, h("th", { scope: "row" }, "Held, of all that was known"));
  const feet = data.lanes.map((lane) => {
    const cell = h("td", { "data-agency": lane.name });
    sums.append(cell);
    return cell;
  });
  const body = h("tbody", {});
  /** @type {HTMLButtonElement[][]} */
  const cells = data.facts.map((fact, f) => {
    const row = h(
      "tr",
      {},
      h("th", { scope: "row" }, fact.label, fact.persons && h("small", {}, ` ${fact.persons}`)),
    );
    const buttons = data.lanes.map((lane) => {
      const sign = h("span", { "aria-hidden": "true" });
      const button = h("button", { type: "button", tabindex: "-1" }, sign, " ", h("span", {}));
      button.dataset.cell = cellName(f, lane.place);
      row.append(h("td", { "data-agency": lane.name }, button));
      return button;
    });
    body.append(row);
    return buttons;
  });
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
            lane.name,
            lane.informal && h("small", {}, " informal"),
          )
        ),
      ),
    ),
    h("tbody", {}, sums),
    body,
  );
  place.replaceChildren(
    lead,
    h(
      "p",
      { class: "hint" },
      "Choose a cell to see the rows by which they knew. Arrow keys move between cells.",
    ),
    h("div", { class: "matrix-wrap" }, table),
    byFact,
    later,
    h("p", { class: "check" }, all, h("label", { for: "show-later" }, "Show these as well")),
  );
  const check = /** @type {HTMLElement} */ (place.lastElementChild);
  let focus = [0, 0];

  const update = () => {
    const { at, sel } = store.state;
    lead.textContent = knewSentence(data, at);
    caption.textContent = `What records show was known on ${inWords(at)}`;
    const { held: each, maybe, known } = tally(data, at);
    let hidden = 0;
    cells.forEach((buttons, f) => {
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
        const chosen = button.dataset.cell === sel;
        if (chosen) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      });
      if (!any) hidden++;
      body.rows[f].hidden = !any && !all.checked;
    });
    feet.forEach((foot, lane) => {
      foot.replaceChildren(h(
        "span",
        {},
        `${each[lane]} of ${known}`,
        maybe[lane] > 0 && h("small", {}, ` possibly ${maybe[lane]} more`),
      ));
    });
    byFact.replaceChildren(
      ...narrow.matches
        ? [
          h("h3", {}, "How many each held"),
          h(
            "ul",
            {},
            ...data.lanes.map((lane) =>
              h("li", {}, `${lane.name}: ${feet[lane.place].firstChild?.textContent ?? ""}`)
            ),
          ),
          ...data.facts.flatMap((_, f) => body.rows[f].hidden ? [] : held(data, words, f, sel, at)),
        ]
        : [],
    );
    later.textContent = hidden
      ? `${counted(hidden, "more thing")} on these records ${
        hidden === 1 ? "was" : "were"
      } first recorded later.`
      : "";
    check.hidden = hidden === 0;
    if (!cells[focus[0]] || body.rows[focus[0]].hidden) {
      focus = [Math.max(0, cells.findIndex((_, f) => !body.rows[f].hidden)), 0];
    }
    rove(false);
  };

  /** @param {boolean} move whether the keyboard goes there too */
  const rove = (move) => {
    for (const old of body.querySelectorAll('button[tabindex="0"]')) {
      old.setAttribute("tabindex", "-1");
    }
    const button = cells[focus[0]]?.[focus[1]];
    button?.setAttribute("tabindex", "0");
    if (move) button?.focus();
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
    let [f, lane] = focus;
    do f += way[0]; while (way[0] && cells[f] && body.rows[f].hidden);
    lane += way[1];
    if (!cells[f]?.[lane]) return;
    focus = [f, lane];
    rove(true);
  });
  /** @param {Event} event */
  const choose = (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const cell = readCell(button?.dataset.cell ?? "");
    if (!cell) return;
    focus = cell;
    rove(false);
    store.set({ sel: cellName(cell[0], cell[1]) });
  };
  body.addEventListener("click", choose);
  byFact.addEventListener("click", choose);
  store.listen((state, before) => {
    if (state.at !== before.at || state.sel !== before.sel) update();
  });
  const chosen = readCell(store.state.sel);
  if (chosen) focus = chosen;
  update();
}

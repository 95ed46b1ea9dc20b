/**
 * The network: the sentences, the map where the page carries what draws it, and its table, all
 * on the as-at day and with the one selection. The map is for the eye and the pointer; everything
 * in it can be chosen in the table and the list.
 * @module
 */

import { DAY, inWords } from "./dates.js";
import { choosing, counted, frameOf, h, rowLink, s } from "./dom.js";
import { CONTACT, howMany, MEETING, readNet, sentences, SHARE, tally, what } from "./netdata.js";
import { drawMap } from "./netmap.js";

/** @typedef {import("./mount.js").Context} Context */
/** @typedef {import("./netdata.js").Net} Net */
/** @typedef {import("./netdata.js").Tie} Tie */

/** @param {Net} net @param {number} n @param {import("./data.js").Data} data */
function nameOf(net, n, data) {
  const { name, team, lane } = net.nodes[n];
  return team ? `${data.lanes[lane].name}, ${name}` : name;
}

/** @param {string} sel @returns {number | null} */
function nodeOf(sel) {
  const found = /^net-(\d+)$/.exec(sel);
  return found && Number(found[1]);
}

/** @param {Net} net @param {number} n @returns {number} of a team its agency, else itself */
function agencyOf(net, n) {
  return net.nodes[n].team ? net.people + net.nodes[n].lane : n;
}

/** @param {Net} net @param {string} sel whether it can be seen only with teams shown */
function ofTeam(net, sel) {
  return /^net-/.test(sel) &&
    sel.split("-").slice(sel.split("-").length > 2 ? 2 : 1).some((n) => net.nodes[Number(n)]?.team);
}

/** @param {Context} context @param {HTMLElement} view */
export function network(context, view) {
  const { data, store } = context;
  const net = readNet(data);
  const table = view.querySelector("table");
  const say = view.querySelector("[data-net=say]");
  const place = view.querySelector("[data-net=map]");
  if (!net || !table || !say || !place) return;
  say.setAttribute("aria-live", "polite");
  table.tHead?.rows[0].replaceChildren(
    ...["From", "What", "To", "Since", "How often"].map((text) => h("th", { scope: "col" }, text)),
  );
  let teams = ofTeam(net, store.state.sel);
  /** @type {Tie[]} */
  let ties = [];
  /** @type {HTMLTableRowElement[]} */
  let lines = [];
  let stale = false;

  /** @param {string} words @param {boolean} on @param {(on: boolean) => void} [then] */
  const check = (words, on, then) => {
    const box = h("input", { type: "checkbox", checked: on });
    box.addEventListener("change", () => then ? then(box.checked) : update());
    return { box, label: h("label", {}, box, words) };
  };
  const shown = [check("Contacts", true), check("Shares", true), check("Meetings", false)];
  const parts = check("Teams", teams, (on) => {
    teams = on;
    build();
    update();
  });
  const people = check("Contacts of children and others", false);
  const list = h(
    "select",
    { onchange: () => store.set({ sel: list.value }) },
    h("option", { value: "" }, "everybody"),
  );
  const bar = h(
    "div",
    { class: "net-bar" },
    ...[...shown, people, parts].map(({ label }) => label),
    h("label", {}, "Look\u00a0at", list),
  );
  place.append(bar);

  const { vis } = /** @type {any} */ (globalThis);
  /** @type {ReturnType<typeof drawMap> | null} */
  let map = null;
  if (vis) {
    const box = h("div", { class: "net-map", "aria-hidden": "true" });
    const moves = /** @type {[string, () => void][]} */ ([
      ["Zoom in", () => map?.zoom(1.4)],
      ["Zoom out", () => map?.zoom(1 / 1.4)],
      ["Fit all", () => map?.zoom(0)],
    ]);
    bar.append(
      h(
        "span",
        { class: "net-zoom", role: "group", "aria-label": "Map" },
        ...moves.map(([words, onclick]) => h("button", { type: "button", onclick }, words)),
      ),
    );
    place.append(
      box,
      key(),
      h("p", { class: "quiet net-narrow" }, "The map needs a wider window; its table is below."),
    );
    map = drawMap(vis, box, net, (id) => store.set({ sel: id }));
    const dress = () => {
      map?.dress();
      update();
    };
    new MutationObserver(dress).observe(frameOf(context.root), { attributeFilter: ["class"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
  }

  const build = () => {
    ties = net.ties(teams);
    lines = ties.map((tie) =>
      h(
        "tr",
        {},
        h("td", {}, nameOf(net, tie.from, data)),
        h(
          "td",
          {},
          h("button", {
            type: "button",
            "data-tie": tie.id,
            "aria-label": `${nameOf(net, tie.from, data)} ${what(data, net, tie)} ${
              nameOf(net, tie.to, data)
            }`,
          }, what(data, net, tie)),
        ),
        h("td", {}, nameOf(net, tie.to, data)),
        h("td", { "data-label": "Since: " }),
        h("td", { "data-label": "How often: " }),
      )
    );
    table.tBodies[0].replaceChildren(...lines);
    list.replaceChildren(
      list.options[0],
      ...net.nodes.flatMap((node, n) =>
        node.team && (!teams || !node.name)
          ? []
          : h("option", { value: `net-${n}` }, nameOf(net, n, data))
      ),
    );
    map?.put(ties, teams);
  };

  /** @param {boolean} [unseen] whether it is drawn although another view is open: for paper */
  const update = (unseen) => {
    const { at, sel, view: open } = store.state;
    stale = open !== "network";
    if (stale && !unseen) return;
    const node = nodeOf(sel);
    const event = context.rows.find(sel);
    /** @type {Map<Tie, import("./netdata.js").Tally>} */
    const tallies = new Map();
    /** @type {Set<Tie>} */
    const chosen = new Set();
    const alive = new Set([...net.nodes.keys()].filter((n) => net.nodes[n].side));
    ties.forEach((tie, n) => {
      const found = tally(tie, at);
      const touched = node === null || tie.from === node || tie.to === node;
      const wanted = shown[tie.kind].box.checked &&
        (people.box.checked || tie.kind !== CONTACT || net.nodes[tie.to].side !== 0);
      const lit = sel === tie.id || node !== null && touched ||
        event !== undefined && tie.entries.some(({ rows }) => rows.includes(event));
      if (found.count) {
        for (const end of [tie.from, tie.to]) alive.add(end).add(agencyOf(net, end));
      }
      if (wanted) tallies.set(tie, found);
      if (wanted && lit) chosen.add(tie);
      const line = lines[n];
      line.hidden = !wanted || !touched || !found.count && !found.maybe;
      if (line.hidden) return;
      line.classList.toggle("chosen", lit && node === null);
      line.cells[3].textContent = found.count ? inWords(Math.floor(found.since / DAY)) : "possibly";
      line.cells[4].textContent = howMany(tie.kind, found);
    });
    if (table.caption) {
      table.caption.textContent = `The same as a table, by ${inWords(at)}${
        node === null ? "" : `: ${nameOf(net, node, data)}`
      }`;
    }
    say.textContent = sentences(data, net, at).join(" ");
    list.value = node === null ? "" : sel;
    map?.show(tallies, chosen, alive, sel, people.box.checked);
  };

  table.addEventListener("click", (event) => {
    const id = /** @type {Element} */ (event.target).closest("button")?.dataset.tie;
    if (id) store.set({ sel: id });
  });
  store.listen((state, before) => {
    if (state.sel !== before.sel && !teams && ofTeam(net, state.sel)) {
      teams = parts.box.checked = true;
      build();
    }
    if (state.sel !== before.sel || state.at !== before.at || stale) update();
    const node = nodeOf(state.sel);
    if (node !== null && state.sel !== before.sel) map?.reach(node);
  });
  addEventListener("beforeprint", () => update(true));
  build();
  update(true);
}

/** What the lines mean: drawn, and in words. */
function key() {
  /** @param {string} name @param {boolean} head */
  const line = (name, head) =>
    s(
      "svg",
      { width: 44, height: 14, "aria-hidden": "true" },
      s("path", { class: name, d: "M0 7H36" }),
      head && s("path", { class: "net-head", d: "M34 1L44 7L34 13z" }),
    );
  return h(
    "ul",
    { class: "legend net-key" },
    h("li", {}, line("net-touch w2", false), "In touch: the thicker, the more rows"),
    h("li", {}, line("net-told", true), "Told: both records have it"),
    h("li", {}, line("net-told sent", true), "Told: only one record has it"),
    h("li", {}, line("net-met", false), "At meetings together"),
    h(
      "li",
      {},
      "Tellings are counted by row here, two rows that the records link as one. The case map counts " +
        "a telling once also where nothing links its two rows, so its number may be smaller.",
    ),
    h("li", {}, "Dashed box: no contact, share or meeting on record by this day"),
  );
}

/**
 * What a node or a line of the map stands for, with its rows.
 * @param {Context} context
 * @param {string} sel
 * @returns {HTMLElement[] | null}
 */
export function aboutNetwork(context, sel) {
  const { data, store } = context;
  const net = readNet(data);
  if (!net) return null;
  const ties = net.ties(ofTeam(net, sel));
  const node = nodeOf(sel);
  const on = inWords(store.state.at);
  if (node !== null) {
    if (!net.nodes[node]) return null;
    const own = ties.filter((tie) => tie.from === node || tie.to === node)
      .map((tie) => ({ tie, found: tally(tie, store.state.at) }))
      .filter(({ found }) => found.count || found.maybe);
    return [
      h("h2", {}, nameOf(net, node, data)),
      h("p", { class: "under" }, net.nodes[node].under),
      h("p", {}, own.length ? `By ${on} the records show:` : `By ${on} no record shows a link.`),
      h(
        "ul",
        {},
        ...own.map(({ tie, found }) =>
          h(
            "li",
            {},
            choosing(
              store,
              { sel: tie.id },
              `${nameOf(net, tie.from, data)} ${what(data, net, tie)} ${nameOf(net, tie.to, data)}`,
            ),
            ` ${howMany(tie.kind, found)}`,
          )
        ),
      ),
    ];
  }
  const tie = ties.find(({ id }) => id === sel);
  if (!tie) return null;
  const found = tally(tie, store.state.at);
  const minute = store.state.at * DAY + DAY - 1;
  const then = tie.entries.filter((e) => e.possible <= minute);
  const later = tie.entries.length - then.length;
  return [
    h(
      "h2",
      {},
      `${nameOf(net, tie.from, data)} ${what(data, net, tie)} ${nameOf(net, tie.to, data)}`,
    ),
    h("p", {}, `By ${on}: ${howMany(tie.kind, found) || "nothing on record"}.`),
    tie.kind === MEETING
      ? h("p", { class: "quiet" }, "Several records may tell of one meeting.")
      : h("p", { class: "quiet" }, later ? `${counted(later, "entry", "entries")} later.` : ""),
    h(
      "ol",
      { class: "chain" },
      ...then.map((e) => {
        const item = h("li", {}, ...e.rows.flatMap((row) => [rowLink(context, row), h("br")]));
        if (tie.kind === SHARE) {
          item.append(
            e.rows.length > 1
              ? "Both records have it."
              : e.sent
              ? "Only the sender’s record has it."
              : "Only the receiver’s record has it.",
          );
        }
        if (e.certain > minute) item.append(" Its date is in doubt: possibly by that day.");
        return item;
      }),
    ),
  ];
}

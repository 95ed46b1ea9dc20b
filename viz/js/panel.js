/**
 * What the panel says, entered on the page: of each finding, and findings and good practice of
 * its own. Shown at once, kept nowhere but in the file that is saved.
 * @module
 */

import { inWords, readDay, toIso } from "./dates.js";
import { rowLink, rowsOf } from "./detail.js";
import { clean, ownId } from "./dispositions.js";
import { counted, h } from "./dom.js";

/** @typedef {import("./mount.js").Context} Context */
/** @typedef {import("./dispositions.js").Line} Line */

const FOUND = 8;
const KEPT_BACK = "What the panel wrote is for dispositions.csv and is not shown on this page.";
let made = 0;

/** @param {string} text */
const upperFirst = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A day or moment in British words; anything else as it stands. @param {string} text */
function shown(text) {
  const [day, time] = text.trim().split("T");
  const read = readDay(day);
  return read === null ? clean(text) : inWords(read) + (time ? `, ${time.slice(0, 5)}` : "");
}

/**
 * How much is not saved, with the button that saves it; the browser asks before it is lost.
 * @param {Context} context @param {HTMLElement} place
 */
export function saving({ panel }, place) {
  const said = h("span", { role: "status" });
  const save = h("button", {
    type: "button",
    class: "main",
    onclick: () => {
      download(panel.save());
      const now = new Date();
      const time = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
      const kept = panel.kept.size;
      said.textContent = `Saved at ${time} as dispositions.csv, where this browser keeps its ` +
        "downloads (it may add a number to the name). Give it to whoever keeps the case." +
        (kept
          ? ` Not in it, and kept by the case: ${counted(kept, "restricted decision")} whose ` +
            "words are not on this page."
          : "");
      bar.hidden = false;
      save.textContent = "Save again";
    },
  }, "Save dispositions.csv");
  const bar = h(
    "div",
    { class: "unsaved", hidden: true },
    said,
    save,
    h("button", { type: "button", class: "hide", onclick: () => bar.hidden = true }, "Hide"),
  );
  place.append(bar);
  panel.listeners.push(() => {
    const { length } = panel.unsaved;
    bar.classList.toggle("at-risk", length > 0);
    bar.hidden = length === 0;
    if (!length) return;
    said.textContent = `${counted(length, "entry", "entries")} not saved. Nothing is kept on ` +
      "this machine: close the page without saving, and what was entered is gone.";
    save.textContent = "Save dispositions.csv";
  });
  addEventListener("beforeunload", (event) => panel.atRisk && event.preventDefault());
}

/** @param {string} text */
function download(text) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  h("a", { href, download: "dispositions.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}

/**
 * Let the panel say what it decided on a finding; what it says stands in the finding at once.
 * @param {Context} context @param {HTMLElement} finding
 */
export function decision(context, finding) {
  const { panel } = context;
  const { id } = finding;
  const found = finding.querySelector(".decided");
  const said = found ?? h("span", { class: "decided" }, "nothing yet.");
  const line = found?.parentElement ??
    h("p", { class: "panel-said" }, h("strong", {}, "What the panel said:"), " ", said);
  if (!found) finding.append(line);
  const original = [...said.childNodes];
  const enter = h("button", { type: "button", onclick: () => open() });
  const back = h("button", {
    type: "button",
    onclick: () => {
      panel.takeBack(id);
      enter.focus();
    },
  }, "Take back");
  const buttons = h("p", { class: "buttons" }, enter, back);
  line.after(buttons);
  const open = () => {
    const before = panel.now.get(id);
    buttons.hidden = true;
    const fields = says(context, before, panel.kept.has(id), !before);
    const form = keeping(context, [fields.node], {
      keep: () => {
        const read = fields.read();
        if (!read) return false;
        const title = before?.kind
          ? before.title
          : (finding.querySelector("p")?.textContent ?? "").trim();
        const rows = before?.kind ? before.rows : rowIds(context, finding);
        const { kind = "", codes = "", agencies = "" } = before ?? {};
        panel.enter({ id, kind, codes, agencies, title, rows, ...read });
        return true;
      },
      close: () => {
        buttons.hidden = false;
        enter.focus();
      },
    }, "What the panel says of this finding");
    buttons.after(form);
    form.querySelector("select")?.focus();
  };
  const show = () => {
    const line = panel.now.get(id);
    const unsaved = panel.isUnsaved(id);
    back.hidden = !unsaved;
    enter.textContent = panel.isNew(id)
      ? "Enter what the panel says"
      : "Change what the panel says";
    if (line && line !== panel.built.get(id)) said.replaceChildren(...words(line, unsaved));
    else said.replaceChildren(...original);
  };
  panel.listeners.push(show);
  show();
}

/** @param {Context} context @param {HTMLElement} finding @returns {string[]} its fingerprint */
function rowIds(context, finding) {
  const touches = context.data.about.get(finding.id)?.[4] ?? [];
  const rows = new Set([...rowsOf(finding, context), ...touches]);
  return [...rows].map((row) => context.rows.id(row)).sort();
}

/** What a line says, for people. @param {Line} line @param {boolean} unsaved */
function words(line, unsaved) {
  const by = [clean(line.who), shown(line.when)].filter(Boolean).join(", ");
  const asked = line.to || line.sent
    ? `Question${line.to && ` to ${line.to}`}${line.sent && `, sent ${shown(line.sent)}`}.`
    : "";
  const came = line.answered || line.answer
    ? `Answered${line.answered && ` ${shown(line.answered)}`}${line.answer && `: ${line.answer}`}`
    : "";
  const rest = line.state === "restricted"
    ? KEPT_BACK
    : [line.note, asked, came].filter(Boolean).map(clean).join(" ");
  return [
    `${upperFirst(line.state)} (${by}). ${rest} `,
    unsaved && h("strong", { class: "not-saved" }, "Not saved yet."),
  ].filter((part) => typeof part === "string" || part instanceof Node);
}

/**
 * A form that is kept or left; while something stands in it, closing the page asks first.
 * @param {Context} context @param {HTMLElement[]} parts
 * @param {{keep: () => boolean, close: () => void}} then @param {string} label
 */
function keeping({ panel }, parts, then, label) {
  const close = () => {
    panel.drafts.delete(form);
    form.remove();
    then.close();
  };
  const form = h(
    "form",
    {
      class: "entry",
      "aria-label": label,
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        if (then.keep()) return close();
        const first = form.querySelector("[aria-invalid]");
        if (first instanceof HTMLElement) first.focus();
      },
      oninput: () => panel.drafts.add(form),
    },
    ...parts,
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "submit", class: "main" }, "Keep this entry"),
      h("button", { type: "button", onclick: close }, "Leave without keeping"),
    ),
    h("p", { class: "hint" }, "Kept in this page only, until you save dispositions.csv."),
  );
  return form;
}

/**
 * A control with its label, and what is wrong with it.
 * @param {string} label @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} control
 */
function field(label, control) {
  control.id = `entry-${++made}`;
  const error = h("span", { class: "error", id: `${control.id}-error`, role: "status" });
  control.setAttribute("aria-describedby", error.id);
  return h("p", { class: "field" }, h("label", { for: control.id }, label), control, error);
}

/** @param {HTMLElement} control @param {string} what empty where nothing is wrong */
function wrong(control, what) {
  const error = control.parentElement?.querySelector(".error");
  if (error) error.textContent = what;
  if (what) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  return Boolean(what);
}

/** @param {string} text @param {number} [rows] */
function area(text, rows = 3) {
  const node = h("textarea", { rows });
  node.value = text;
  return node;
}

/** @param {string} value @param {string} [placeholder] */
const input = (value, placeholder) =>
  h("input", { type: "text", value, placeholder, autocomplete: "off" });

/**
 * The fields of what is said of a finding.
 * @param {Context} context @param {Line | undefined} before @param {boolean} kept whether the
 *   file has words on it that are not in this page
 * @param {boolean} [bare] whether without these fields there is no entry at all
 */
function says({ panel, data }, before, kept, bare = false) {
  const state = h(
    "select",
    { onchange: () => follow() },
    ...panel.states.map((name) => h("option", { value: name }, upperFirst(name))),
  );
  state.value = before?.state ?? (kept ? "restricted" : "open");
  const usual = state.value;
  const note = area(before?.note ?? "");
  const who = input(before?.who ?? panel.who);
  const names = data.lanes.map((lane) => lane.name);
  const asked = before?.to ?? "";
  const to = h(
    "select",
    {},
    h("option", { value: "" }, "Nobody yet"),
    ...[...new Set(asked ? [asked, ...names] : names)].map((name) =>
      h("option", { value: name }, clean(name))
    ),
  );
  to.value = asked;
  const sent = input(shown(before?.sent ?? ""), "14 March 2012");
  const answered = input(shown(before?.answered ?? ""), "14 March 2012");
  const answer = area(before?.answer ?? "", 2);
  const question = h(
    "fieldset",
    {},
    h("legend", {}, "The question"),
    field("Question to", to),
    field("Sent on", sent),
    field("Answered on", answered),
    field("Answer", answer),
  );
  const restricted = h(
    "p",
    { class: "note" },
    "A restricted entry stands in the saved file, marked, with its words. A page made of the " +
      "case says only that there is one.",
  );
  const follow = () => {
    question.hidden = state.value !== "question sent" &&
      !(to.value || sent.value || answered.value || answer.value);
    restricted.hidden = state.value !== "restricted";
  };
  follow();
  /** @param {HTMLInputElement} control @param {string} was */
  const day = (control, was) => {
    const text = control.value.trim();
    if (text === shown(was)) return was;
    const read = readDay(text);
    if (!wrong(control, text && read === null ? "Write a day like 14 March 2012." : "")) {
      return read === null ? "" : toIso(read);
    }
    return null;
  };
  return {
    node: h(
      "div",
      { class: "fields" },
      kept && !before && h(
        "p",
        { class: "note" },
        "The case’s file has a restricted entry on this. What you enter counts instead of it; " +
          "both are listed when the files are merged.",
      ),
      field("Decision", state),
      restricted,
      field("Note", note),
      question,
      field("Who says so", who),
    ),
    read: () => {
      const days = [day(sent, before?.sent ?? ""), day(answered, before?.answered ?? "")];
      if (days[0] === null || days[1] === null) return null;
      const entered = state.value !== usual ||
        [note, to, sent, answered, answer].some((control) => control.value.trim());
      const nothing = "Nothing has been entered yet: choose a decision or write a note.";
      if (wrong(state, bare && !entered ? nothing : "")) return null;
      return {
        state: state.value,
        note: note.value.trim(),
        who: who.value.trim(),
        to: to.value,
        sent: days[0],
        answered: days[1],
        answer: answer.value.trim(),
      };
    },
  };
}

/**
 * Findings and good practice that the panel adds.
 * @param {Context} context @param {HTMLElement} place
 */
export function own(context, place) {
  const { data, panel } = context;
  const list = h("div", { class: "own-list" });
  const room = h("div", {});
  const buttons = h("p", { class: "buttons" });
  /** @param {string} kind @param {Line} [before] */
  const open = (kind, before) => {
    const form = ownForm(context, kind, before, () => {
      buttons.hidden = false;
      buttons.querySelector("button")?.focus();
    });
    buttons.hidden = true;
    room.replaceChildren(form);
    form.querySelector("textarea")?.focus();
  };
  buttons.append(
    h(
      "button",
      { type: "button", onclick: () => open("finding") },
      "Add a finding of the panel’s own",
    ),
    h("button", { type: "button", onclick: () => open("good practice") }, "Add good practice"),
  );
  place.append(
    h("h3", {}, "What the panel adds"),
    h(
      "p",
      {},
      "Something that no rule looks for, or that somebody did well: say it, and name its rows.",
    ),
    list,
    buttons,
    room,
  );
  const show = () => {
    const lines = [...panel.now.values()].filter((line) =>
      line.kind && !data.evidence.has(line.id)
    );
    list.replaceChildren(
      ...lines.map((line) =>
        ownEntry(context, line, () => !buttons.hidden && open(line.kind, line), () => {
          panel.takeBack(line.id);
          buttons.querySelector("button")?.focus();
        })
      ),
    );
  };
  panel.listeners.push(show);
  show();
}

/**
 * @param {Context} context @param {Line} line @param {() => void} change
 * @param {() => void} takeBack
 */
function ownEntry(context, line, change, takeBack) {
  const { data, panel, rows } = context;
  const unsaved = panel.isUnsaved(line.id);
  const open = line.state !== "restricted";
  const known = line.rows.flatMap((id) => rows.find(id) ?? []);
  const gone = line.rows.length - known.length;
  const named = line.agencies.split(" ").flatMap((id) =>
    data.lanes.find((lane) => lane.id === id)?.name ?? []
  );
  const codes = line.codes.split(" ").filter(Boolean).map((code) => codeLabel(context, code));
  return h(
    "article",
    { class: "finding own", id: line.id },
    h(
      "span",
      { class: "tag" },
      line.kind === "finding" ? "A finding of the panel’s own" : "Good practice",
    ),
    h("h4", { class: "ask" }, open ? clean(line.title) : "Restricted"),
    open && known.length > 0 && h(
      "ol",
      {},
      ...known.map((row) =>
        h(
          "li",
          {},
          rowLink(context, row),
          h("blockquote", { class: "asis" }, rows.text(row)),
        )
      ),
    ),
    open && gone > 0 && h("p", {}, `Decided on earlier rows: ${gone} gone.`),
    open && named.length > 0 && h("p", {}, `Concerns ${named.join(", ")}.`),
    open && codes.length > 0 &&
      h("p", { class: "codes" }, `Home Office themes: ${codes.join(", ")}.`),
    h(
      "p",
      { class: "panel-said" },
      h("strong", {}, "What the panel said: "),
      ...words(line, unsaved),
    ),
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "button", onclick: change }, "Change"),
      unsaved &&
        h("button", { type: "button", onclick: takeBack }, "Take back"),
    ),
  );
}

/** @param {Context} context @param {string} code @returns {string} "1A label" */
const codeLabel = ({ data }, code) =>
  data.codes.find((label) => label.split(" ", 1)[0] === code) ?? clean(code);

/**
 * @param {Context} context @param {string} kind @param {Line | undefined} before
 * @param {() => void} close
 */
function ownForm(context, kind, before, close) {
  const { data, panel, rows, store } = context;
  const title = area(before?.title ?? "", 2);
  const chosen = new Set(before?.rows);
  const codes = new Set(before?.codes.split(" ").filter(Boolean));
  const taken = h("ul", { class: "taken" });
  const coded = h("ul", { class: "taken" });
  const found = h("ul", { class: "taken" });
  const said = h("p", { class: "quiet", role: "status" });
  /** @param {string} text @param {string} what @param {() => void} act @param {Node | string} shows */
  const item = (text, what, act, shows) =>
    h(
      "li",
      {},
      shows,
      " ",
      h("button", { type: "button", "aria-label": `${what}: ${text}`, onclick: act }, what),
    );
  /** @param {string} id */
  const rowWords = (id) => {
    const row = rows.find(id);
    if (row === undefined) return "a row that is no longer there";
    return `${rows.when(row)} · ${rows.holder(row)}: ${rows.begins(row, 80)}`;
  };
  const showRows = () => {
    taken.replaceChildren(
      ...[...chosen].map((id) =>
        item(rowWords(id), "Remove", () => {
          chosen.delete(id);
          showRows();
          search.focus();
        }, rowWords(id))
      ),
    );
  };
  /** @param {string} id */
  const take = (id) => {
    chosen.add(id);
    panel.drafts.add(form);
    said.textContent = `Added. ${counted(chosen.size, "row")} named.`;
    showRows();
  };
  const theChosen = h("button", {
    type: "button",
    onclick: () => {
      const { sel } = store.state;
      if (rows.find(sel) !== undefined) take(sel);
      else {
        said.textContent =
          "No row is chosen: choose one in any view and come back, or search below.";
      }
    },
  }, "Add the chosen row");
  const search = h("input", { type: "search", autocomplete: "off" });
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const hits = [];
    for (let row = 0; wanted.length && row < data.count && hits.length <= FOUND; row++) {
      const text = (rows.list[row].textContent ?? "").toLowerCase();
      if (wanted.every((word) => text.includes(word))) hits.push(row);
    }
    found.replaceChildren(
      ...hits.slice(0, FOUND).map((row) => {
        const id = rows.id(row);
        return item(rowWords(id), "Add", () => take(id), rowWords(id));
      }),
    );
    said.textContent = !wanted.length
      ? ""
      : !hits.length
      ? "No row has all of these words."
      : hits.length > FOUND
      ? `The first ${FOUND} rows with these words; write more of it to see others.`
      : `${counted(hits.length, "row")} with these words.`;
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  const code = h("select", {}, h("option", { value: "" }, "Choose a theme"));
  for (const label of data.codes) {
    code.append(h("option", { value: label.split(" ", 1)[0] }, label));
  }
  const showCodes = () =>
    coded.replaceChildren(
      ...[...codes].map((key) =>
        item(codeLabel(context, key), "Remove", () => {
          codes.delete(key);
          showCodes();
          code.focus();
        }, codeLabel(context, key))
      ),
    );
  code.addEventListener("change", () => {
    if (code.value) codes.add(code.value);
    code.value = "";
    showCodes();
  });
  const named = before?.agencies.split(" ") ?? [];
  const agencies = data.lanes.map((lane) => {
    const box = h("input", { type: "checkbox", id: `entry-${++made}`, value: lane.id });
    box.checked = named.includes(lane.id);
    return box;
  });
  const fields = says(context, before, false);
  const form = keeping(
    context,
    [
      field(kind === "finding" ? "What the panel found" : "What went well", title),
      h(
        "fieldset",
        {},
        h("legend", {}, "Its rows"),
        taken,
        h("p", { class: "buttons" }, theChosen),
        field("Search the rows", search),
        said,
        found,
      ),
      h(
        "fieldset",
        {},
        h("legend", {}, "Agencies it concerns"),
        h(
          "div",
          { class: "boxes" },
          ...agencies.map((box, n) =>
            h("span", { class: "check" }, box, h("label", { for: box.id }, data.lanes[n].name))
          ),
        ),
      ),
      field("Home Office themes", code),
      coded,
      fields.node,
    ],
    {
      keep: () => {
        const text = title.value.trim();
        const read = fields.read();
        if (wrong(title, text ? "" : "Say in a sentence or two what it is.") || !read) return false;
        panel.enter({
          id: before?.id ?? ownId(),
          title: text,
          kind,
          codes: [...codes].join(" "),
          agencies: agencies.filter((box) => box.checked).map((box) => box.value).join(" "),
          rows: [...chosen].sort(),
          ...read,
        });
        return true;
      },
      close,
    },
    kind === "finding" ? "A finding of the panel’s own" : "Good practice",
  );
  showRows();
  showCodes();
  return form;
}

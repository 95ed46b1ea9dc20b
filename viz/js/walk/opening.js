/**
 * What comes first: what the material is, the facilitator's words, how to pause and leave, what
 * becomes of the answers; then the seats.
 * @module
 */

import { h } from "../dom.js";
import { answersFile } from "./files.js";
import { nothingComes } from "./state.js";
import { paragraphs, title } from "./walk.js";

/** @typedef {import("./walk.js").Context} Context */
/** @typedef {import("./walk.js").Drawn} Drawn */

/** @param {Context} context @returns {Drawn} */
export function opening(context) {
  const { walk, state } = context;
  const seat = walk.seats.length === 1 ? 0 : state.seat;
  const where = state.page && seat >= 0 ? walk.seats[seat].name : "";
  return { ...(state.page ? words(context) : warning(context)), where };
}

/** @param {Context} context @returns {Drawn} */
function warning({ walk: { open } }) {
  return {
    parts: [
      title("Before we begin"),
      h(
        "section",
        { class: "warning", "aria-labelledby": "h-warning" },
        h("h3", { id: "h-warning" }, "What this session holds"),
        ...paragraphs(open.warning),
      ),
      h(
        "section",
        { class: "said-first", "aria-labelledby": "h-pause" },
        h("h3", { id: "h-pause" }, "Pause, or leave, whenever you want to"),
        h(
          "p",
          {},
          "“Pause” (or the Esc key) makes the screen calm and blank until somebody chooses to go " +
            "on. “Leave” ends the session on this screen. Nobody has to say why.",
        ),
      ),
    ],
    on: "The facilitator’s words",
  };
}

/** @param {Context} context @returns {Drawn} */
function words(context) {
  const { walk } = context;
  const { open } = walk;
  const one = walk.seats.length === 1 ? walk.seats[0] : null;
  return {
    parts: [
      title("From the facilitator"),
      h(
        "div",
        { class: "opening" },
        h(
          "section",
          { class: "said-first" },
          ...paragraphs(open.opening),
          h("p", { class: "quiet of-pack" }, ofPack(open)),
        ),
        h(
          "section",
          {},
          sessions(context),
          h("h3", {}, "What becomes of the answers"),
          h(
            "p",
            {},
            "What you write is the room’s own. It stays in this page while it is open, is sent " +
              "nowhere, and is gone when the page is closed, unless somebody saves it as a file.",
          ),
          answersFile(context, { open: true }),
          open.limits.length > 0 && h("h3", {}, "What this cannot show"),
          ...paragraphs(open.limits),
        ),
      ),
    ],
    on: one ? `Take the seat: ${one.name}` : "Choose a seat",
    back: "Back",
  };
}

/**
 * What the page is made of, and the status of the review where that does not say it.
 * @param {import("./data.js").Open} open
 */
export const ofPack = ({ status, pack }) =>
  pack.toLowerCase().includes(`status: ${status.toLowerCase()}`)
    ? pack
    : [status, pack].filter(Boolean).join(" · ");

/**
 * How long the session is, where the trainer planned several.
 * @param {Context} context
 */
export function sessions(context) {
  const { walk, state } = context;
  const { plans } = walk.open;
  const box = h("fieldset", { class: "sessions" }, h("legend", {}, "How long is this session?"));
  if (!plans.length) box.hidden = true;
  /** @param {number} minutes @param {string} words */
  const choice = (minutes, words) =>
    h(
      "label",
      { class: "choice" },
      h("input", {
        type: "radio",
        name: "session",
        value: minutes,
        checked: state.plan === minutes,
        onchange: () => context.state = { ...context.state, plan: minutes },
      }),
      words,
    );
  for (const { minutes, moments } of plans) {
    const count = moments.length === 1 ? "1 moment" : `${moments.length} moments`;
    box.append(choice(minutes, `${minutes} minutes: stops at ${count} to decide`));
  }
  box.append(choice(0, "As long as it takes: stops at every moment"));
  return box;
}

/** @param {Context} context @returns {Drawn} */
export function seats(context) {
  const { walk, state } = context;
  return {
    parts: [
      title("Choose a seat"),
      h(
        "p",
        { class: "lead" },
        "From here on the screen shows only what this seat held at that moment: nothing of the " +
          "others, and nothing of what was still to come.",
      ),
      h(
        "ul",
        { class: "seats" },
        ...walk.seats.map((seat, place) => {
          const none = nothingComes(walk, { ...state, seat: place });
          return h(
            "li",
            {},
            h(
              "button",
              {
                type: "button",
                class: "seat",
                "aria-pressed": place === state.seat ? "true" : undefined,
                onclick: () =>
                  context.set(
                    place === state.seat
                      ? { stage: "play" }
                      : { stage: "play", seat: place, at: 0, phase: "decide" },
                  ),
              },
              h("strong", {}, seat.name),
              none && h("small", {}, none),
            ),
          );
        }),
      ),
    ],
    back: "Before we begin",
    on: state.seat < 0 ? "" : `Go on as ${walk.seats[state.seat].name}`,
    where: "",
  };
}

/**
 * Who was at a meeting, and what those who were not there held on that day.
 * @module
 */

import { holding, isHeld } from "./data.js";
import { DAY, inWords } from "./dates.js";
import { choosing, counted, h } from "./dom.js";
import { cellName } from "./matrix.js";

/** @typedef {import("./mount.js").Context} Context */
/** @typedef {{lane: number, invited: boolean, held: number[], alone: number[]}} Absent */

/**
 * Which agencies no row names as there, and what each held by the end of a day. Informal sources
 * are never asked for.
 * @param {import("./data.js").Data} data
 * @param {{there: number[], invited: number[]}} meeting
 * @param {number} day
 * @returns {Absent[]} the one that held most first; `alone` is what nobody there held
 */
export function absent(data, meeting, day) {
  const there = new Set(meeting.there);
  const known = data.facts.map((_, fact) =>
    data.lanes.map((lane) => isHeld(holding(data, fact, lane.place, day).state))
  );
  return data.lanes
    .filter((lane) => !lane.informal && !there.has(lane.place))
    .map((lane) => {
      const held = known.flatMap((by, fact) => by[lane.place] ? [fact] : []);
      const alone = held.filter((fact) => !meeting.there.some((other) => known[fact][other]));
      return { lane: lane.place, invited: meeting.invited.includes(lane.place), held, alone };
    })
    .filter(({ held }) => held.length)
    .sort((a, b) => b.alone.length - a.alone.length || b.held.length - a.held.length);
}

/** @param {Context} context @param {number} event @returns {HTMLElement[]} */
export function aboutMeeting(context, event) {
  const { data, store } = context;
  const meeting = data.meeting(event);
  const minute = Number.isFinite(data.high[event]) ? data.high[event] : data.low[event];
  if (!meeting || !Number.isFinite(minute)) return [];
  const heading = h("h3", {}, "Who was not there, and what they held");
  if (!meeting.there.length) {
    return [heading, h("p", {}, "No row says who was there: cannot tell who was not.")];
  }
  const day = Math.floor(minute / DAY);
  const names = meeting.there.map((lane) => data.lanes[lane].name).join(", ");
  const others = absent(data, meeting, day);
  const say = (/** @type {Absent} */ one) => {
    const { name } = data.lanes[one.lane];
    const asked = one.invited ? " (invited; no record that it was there)" : "";
    const rest = one.alone.length
      ? `${one.alone.length} of them not held by anybody who was there:`
      : "all of them held by somebody who was there.";
    return h(
      "li",
      {},
      `${name}${asked} held ${counted(one.held.length, "thing")}, ${rest}`,
      one.alone.length > 0 && h(
        "ul",
        {},
        ...one.alone.map((fact) =>
          h(
            "li",
            {},
            choosing(
              store,
              { sel: cellName(fact, one.lane), at: day, view: "knew" },
              data.facts[fact].label +
                (data.facts[fact].persons && ` (${data.facts[fact].persons})`),
            ),
          )
        ),
      ),
    );
  };
  return [
    heading,
    others.length
      ? h("p", {}, `With no record that they were there, by the end of ${inWords(day)}:`)
      : h("p", {}, "No other agency’s records show that it held anything by the end of that day."),
    h("ul", {}, ...others.map(say)),
    h("p", {}, `Named as there: ${names}.`),
  ];
}

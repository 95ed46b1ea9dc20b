/**
 * What the chosen fact adds to the lanes: where it was first known, and the shares of it.
 * @module
 */

/** @typedef {import("./mount.js").Context} Context */
/**
 * Where things stand in the drawing.
 * @typedef {object} Place
 * @property {(minute: number) => number} x
 * @property {(lane: number, team?: number | null) => number | null} band the middle of a lane
 * @property {number} width
 * @property {number} base the foot of the lanes
 */

/**
 * @param {Context} _context
 * @param {Place} _place
 * @returns {SVGElement[]}
 */
export function overlay(_context, _place) {
  return [];
}

/**
 * The shapes of the kinds of event, as path data; the same as in viz/svg.py.
 * @module
 */

/** @type {Record<string, number[][]>} */
const POINTS = {
  incident: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  disclosure: [[0, -1.2], [1.2, 1], [-1.2, 1]],
  assessment: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  share: [[-1, -1.1], [1.3, 0], [-1, 1.1]],
  meeting: [[-1.2, 0], [-0.6, -1.05], [0.6, -1.05], [1.2, 0], [0.6, 1.05], [-0.6, 1.05]],
  decision: [
    [-0.45, -1.2],
    [0.45, -1.2],
    [0.45, -0.45],
    [1.2, -0.45],
    [1.2, 0.45],
    [0.45, 0.45],
    [0.45, 1.2],
    [-0.45, 1.2],
    [-0.45, 0.45],
    [-1.2, 0.45],
    [-1.2, -0.45],
    [-0.45, -0.45],
  ],
};

/** In the order in which they are drawn: the weightiest last, on top. */
export const SHAPES = [
  "routine",
  "decision",
  "meeting",
  "share",
  "assessment",
  "contact",
  "disclosure",
  "incident",
];

/** @param {number} value */
export const short = (value) => Math.round(value * 10) / 10;

/**
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @returns {string} path data
 */
export function mark(shape, x, y, size) {
  const points = POINTS[shape];
  if (!points) {
    const r = shape === "contact" ? size : size * 0.6;
    return `M${short(x - r)} ${short(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
  let path = "";
  for (let n = 0; n < points.length; n++) {
    const [dx, dy] = points[n];
    path += `${n ? "L" : "M"}${short(x + dx * size)} ${short(y + dy * size)}`;
  }
  return path + "z";
}

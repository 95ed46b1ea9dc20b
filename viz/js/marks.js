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

/** @type {Record<string, {dx: number, dy: number, path: string}>} */
const drawn = {};

/** @param {string} shape @param {number} size where it begins, and its outline from there */
function outline(shape, size) {
  const points = POINTS[shape];
  if (!points) {
    const r = short(shape === "contact" ? size : size * 0.6);
    return { dx: -r, dy: 0, path: `a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z` };
  }
  const sized = points.map(([x, y]) => [short(x * size), short(y * size)]);
  const path = sized.slice(1).map(([x, y], n) => {
    const [a, b] = [short(x - sized[n][0]), short(y - sized[n][1])];
    return b === 0 ? `h${a}` : a === 0 ? `v${b}` : `l${a} ${b}`;
  });
  return { dx: sized[0][0], dy: sized[0][1], path: `${path.join("")}z` };
}

/**
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @returns {string} path data
 */
export function mark(shape, x, y, size) {
  const { dx, dy, path } = drawn[shape + size] ??= outline(shape, size);
  return `M${short(x + dx)} ${short(y + dy)}${path}`;
}

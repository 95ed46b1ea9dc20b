/**
 * The network map, drawn by vis-network at the places that Python worked out. Nothing is given to
 * the library but numbers and our own drawing of a box: no text as markup, no tooltip, no motion.
 * @module
 */

import { CONTACT, MEETING, SHARE } from "./netdata.js";

/** @typedef {import("./netdata.js").Net} Net */
/** @typedef {import("./netdata.js").Tie} Tie */
/** @typedef {import("./netdata.js").Tally} Tally */

/** Sizes of boxes, as in viz/netlayout.py. */
const SIZES = { party: [150, 54], person: [126, 44], agency: [176, 58], team: [160, 24] };

/**
 * @param {any} vis
 * @param {HTMLElement} place
 * @param {Net} net
 * @param {(id: string) => void} choose
 */
export function drawMap(vis, place, net, choose) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let teams = false;
  let factor = 1;
  let sel = "";
  /** @type {Set<number>} nodes with anything on record by the day */
  let alive = new Set();
  /** @type {Record<string, string>} */
  const colour = {};
  let face = "";
  const dress = () => {
    const style = getComputedStyle(place);
    face = style.fontFamily;
    for (const name of ["bg", "panel", "ink", "muted", "line", "edge", "accent", "focus", "soft"]) {
      colour[name] = style.getPropertyValue(`--${name}`).trim();
    }
  };
  dress();

  /** @param {number} n */
  const kind = (n) => {
    const { side, team } = net.nodes[n];
    return n < net.people ? side ? "party" : "person" : team ? "team" : "agency";
  };
  /** @type {Map<string, string[]>} */
  const wrapped = new Map();
  /** @param {any} ctx @param {string} text @param {number} wide @param {number} most */
  const lines = (ctx, text, wide, most) => {
    const key = `${text}|${wide}|${most}|${ctx.font}`;
    const known = wrapped.get(key);
    if (known) return known;
    const out = [""];
    for (const word of text.split(/\s+/)) {
      const last = out[out.length - 1];
      const longer = last ? `${last} ${word}` : word;
      if (!last || out.length === most || ctx.measureText(longer).width <= wide) {
        out[out.length - 1] = longer;
      } else out.push(word);
    }
    const last = out.length - 1;
    if (ctx.measureText(out[last]).width > wide * 1.2) {
      while (ctx.measureText(out[last] + " …").width > wide * 1.2) {
        out[last] = out[last].slice(0, -1);
      }
      out[last] += " …";
    }
    wrapped.set(key, out);
    return out;
  };
  /** @param {number} n */
  const renderer = (n) => /** @param {any} given */ ({ ctx, x, y }) => {
    const what = kind(n);
    const [width, height] = SIZES[what];
    const drawNode = () => {
      const chosen = sel === `net-${n}`;
      const quiet = !alive.has(n);
      ctx.save();
      ctx.beginPath();
      if (n < net.people) ctx.ellipse(x, y, width / 2, height / 2, 0, 0, 2 * Math.PI);
      else ctx.rect(x - width / 2, y - height / 2, width, height);
      ctx.fillStyle = chosen ? colour.soft : colour.bg;
      ctx.fill();
      ctx.lineWidth = chosen ? 5 : side(n) ? 3 : 1.5;
      ctx.strokeStyle = chosen ? colour.focus : quiet ? colour.edge : colour.ink;
      ctx.setLineDash(quiet ? [4, 4] : []);
      ctx.stroke();
      ctx.restore();
    };
    // names come last, each on its own ground: no head of an arrow may hide one
    const drawExternalLabel = () => {
      const quiet = !alive.has(n);
      ctx.save();
      ctx.lineWidth = 4;
      ctx.lineJoin = "round";
      ctx.strokeStyle = sel === `net-${n}` ? colour.soft : colour.bg;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = quiet ? colour.muted : colour.ink;
      const { name, under } = net.nodes[n];
      const wide = width - (n < net.people ? 26 : 12);
      /** @param {string} text @param {number} down */
      const say = (text, down) => {
        ctx.strokeText(text, x, down, wide);
        ctx.fillText(text, x, down, wide);
      };
      ctx.font = `${side(n) ? "600 " : ""}${what === "team" ? 13 : 15}px ${face}`;
      const rows = lines(ctx, name, wide, what === "agency" ? 2 : 1);
      const top = y - 8.5 * (rows.length - (under ? 0 : 1));
      rows.forEach((row, r) => say(row, top + 17 * r));
      if (under) {
        ctx.font = `12.5px ${face}`;
        ctx.fillStyle = colour.muted;
        say(under, top + 17 * rows.length);
      }
      ctx.restore();
    };
    return { drawNode, drawExternalLabel, nodeDimensions: { width, height } };
  };
  /** @param {number} n */
  const side = (n) => net.nodes[n].side;
  /** @param {number} n @returns {[number, number]} */
  const at = (n) => {
    const list = net.nodes[n].at;
    return teams && list.length > 2 ? [list[2], list[3]] : [list[0], list[1]];
  };

  const graph = new vis.Network(place, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      dragNodes: false,
      zoomView: false,
      hover: false,
      selectable: true,
      selectConnectedEdges: false,
      keyboard: false,
      tooltipDelay: 1e9,
    },
    nodes: { shape: "custom", chosen: false },
    edges: { chosen: false, hoverWidth: 0, selectionWidth: 0 },
  });
  place.firstElementChild?.removeAttribute("tabindex");
  graph.on("beforeDrawing", (/** @type {any} */ ctx) => {
    const [, , ...zones] = net.plans[Number(teams)];
    for (const [caption, x, y, width, height, below] of zones) {
      ctx.fillStyle = colour.panel;
      ctx.fillRect(x - width / 2, y - height / 2, width, height);
      ctx.strokeStyle = colour.line;
      ctx.lineWidth = 1;
      ctx.strokeRect(x - width / 2, y - height / 2, width, height);
      ctx.fillStyle = colour.muted;
      ctx.font = `600 14px ${face}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(caption, x, below ? y + height / 2 - 15 : y - height / 2 + 15, width - 12);
    }
  });
  graph.on("click", (/** @type {any} */ { nodes: [node], edges: [edge], pointer: { canvas } }) => {
    if (node !== undefined) choose(`net-${node}`);
    else if (edge !== undefined) choose(String(edge).replace("+", ""));
    // an alternative to dragging: what was pointed at comes to the middle
    else if (factor > 1) look([canvas.x, canvas.y]);
  });
  /** @param {[number, number]} [position] */
  const look = (position) => {
    const [width, height] = net.plans[Number(teams)];
    const scale = factor *
      Math.min(place.clientWidth / (width + 12), place.clientHeight / (height + 12));
    const [x, y] = position ?? [0, 0];
    if (scale > 0) graph.moveTo({ position: { x, y }, scale, animation: false });
  };
  // the library puts its own view back after it has said so
  graph.on("resize", () => requestAnimationFrame(() => look()));
  /**
   * How a tie bends: towards the middle, so that it does not run behind its neighbours.
   * @param {Tie} tie
   * @param {boolean} [more]
   */
  const bend = ({ kind, from, to }, more = false) => {
    if (kind === CONTACT) return { enabled: false };
    const [[x1, y1], [x2, y2]] = [at(from), at(to)];
    const turn = (x2 - x1) * -(y1 + y2) + (y2 - y1) * (x1 + x2);
    const way = turn > 0 ? "curvedCCW" : "curvedCW";
    const roundness = 0.16 + (more ? 0.1 : 0) + (kind === MEETING ? 0.06 : 0) +
      (from > to ? 0.05 : 0);
    return { enabled: true, type: way, roundness };
  };
  /** @type {Tie[]} */
  let ties = [];
  return {
    /**
     * Other nodes and ties: with teams, or without.
     * @param {Tie[]} list
     * @param {boolean} withTeams
     */
    put(list, withTeams) {
      ties = list;
      teams = withTeams;
      edges.clear();
      nodes.clear();
      nodes.add(net.nodes.flatMap((node, id) => {
        if (node.team && (!teams || !node.name)) return [];
        const [x, y] = at(id);
        return { id, x, y, ctxRenderer: renderer(id), hidden: id < net.people && !node.side };
      }));
      edges.add(ties.flatMap(/** @returns {object[]} */ (tie) => {
        const one = { id: tie.id, from: tie.from, to: tie.to, hidden: true, smooth: bend(tie) };
        if (tie.kind !== SHARE) {
          return [{ ...one, dashes: tie.kind === MEETING && [2, 6], arrows: {} }];
        }
        return [
          { ...one, dashes: false, arrows: { to: { enabled: true, scaleFactor: 0.8 } } },
          {
            ...one,
            id: `${tie.id}+`,
            dashes: [8, 6],
            smooth: bend(tie, true),
            arrows: { to: { enabled: true, type: "vee", scaleFactor: 0.8 } },
          },
        ];
      }));
      look();
    },
    /**
     * The day, or the choice, or what is shown, has changed.
     * @param {Map<Tie, Tally>} tallies of what is shown
     * @param {Set<Tie>} chosen
     * @param {Set<number>} living
     * @param {string} selected
     * @param {boolean} others whether children and others are drawn
     */
    show(tallies, chosen, living, selected, others) {
      // a line that runs behind somebody who stands in no line would seem to be theirs
      nodes.update(
        net.nodes.slice(0, net.people).map(({ side }, id) => ({ id, hidden: !side && !others })),
      );
      sel = selected;
      alive = living;
      edges.update(ties.flatMap((tie) => {
        const found = tallies.get(tie);
        const lit = chosen.has(tie);
        const base = tie.kind === SHARE ? colour.accent : colour.edge;
        /** @param {string} id @param {number} count */
        const one = (id, count) => ({
          id,
          hidden: !count,
          width:
            (tie.kind === CONTACT ? 0.6 + Math.sqrt(count) * 1.3 : 1.5 + Math.min(count, 8) / 2) +
            (lit ? 2 : 0),
          color: { color: lit ? colour.focus : base, opacity: chosen.size && !lit ? 0.3 : 1 },
        });
        const count = found?.count ?? 0;
        const both = tie.kind === SHARE ? found?.both ?? 0 : count;
        return tie.kind === SHARE
          ? [one(tie.id, both), one(`${tie.id}+`, count - both)]
          : [one(tie.id, count)];
      }));
      graph.redraw();
    },
    dress() {
      dress();
    },
    /** @param {number} times 0 for all of it */
    zoom(times) {
      factor = times ? Math.min(6, Math.max(1, factor * times)) : 1;
      const { x, y } = graph.getViewPosition();
      look(factor === 1 ? [0, 0] : [x, y]);
    },
    /** Where something chosen lies outside what is seen. @param {number} n */
    reach(n) {
      if (factor > 1) look(at(n));
    },
  };
}

/**
 * How a notebook's cell shows a case. It stands after the page's script in one module, and is no
 * part of the page. The text of the case comes as a message when a cell asks for it, never as the
 * widget's state: a notebook that is saved keeps none of it.
 * @module
 */

/** @typedef {(content: any) => void} Listener */
/**
 * @typedef {object} Model
 * @property {(event: string, listener: Listener) => void} on
 * @property {(event: string, listener: Listener) => void} off
 * @property {(content: unknown) => void} send
 */

const { mount } = /** @type {any} */ (globalThis).joinedup;

/** @param {{model: Model, el: HTMLElement}} cell */
function render({ model, el }) {
  const host = document.createElement("div");
  // the keys of the page are the page's: Jupyter's own would cut and run cells
  host.dataset.lmSuppressShortcuts = "true";
  host.addEventListener("keydown", (event) => event.stopPropagation());
  el.append(host);
  const shadow = host.attachShadow({ mode: "open" });
  shadow.append("The page of this case is not kept in the notebook. Run the cell to see it.");
  /** @type {Listener} */
  const show = (content) => {
    if (content?.joinedup !== "page") return;
    model.off("msg:custom", show);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(content.style);
    shadow.adoptedStyleSheets = [sheet];
    const frame = document.createElement("div");
    frame.className = "joinedup-page js";
    const root = document.createElement("div");
    // the fragment comes from its template, which escapes what came from a file; parsed here, it
    // runs no script
    const parsed = new DOMParser().parseFromString(content.fragment, "text/html");
    root.append(...parsed.body.childNodes);
    frame.append(root);
    shadow.replaceChildren(frame);
    mount(root, JSON.parse(content.data), { address: false });
  };
  model.on("msg:custom", show);
  model.send({ joinedup: "page" });
  return () => model.off("msg:custom", show);
}

export default { render };

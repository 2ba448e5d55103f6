// The drawing taken hold of: the ends of the areas, the signs, the lanes. A layer of handles lies over the server's picture.
import { Handle, shape } from "./plan-handle.js";

const APART_PX = 34;
const DETENT_PX = 7;
const coarse = matchMedia("(pointer: coarse)");

/** A function through these points, straight between them and beyond the last ones. */
export function through(points) {
  return (x) => {
    let n = points.findIndex(([at]) => x <= at);
    if (n < 1) n = n === 0 ? 1 : points.length - 1;
    const [[x0, y0], [x1, y1]] = [points[n - 1], points[n]];
    return x1 === x0 ? y1 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
  };
}

export class Drawing {
  /** canvas: holds the picture. plan: what can be asked and told of it (see plan.js). */
  constructor(canvas, plan) {
    Object.assign(this, { canvas, plan, handles: new Map(), dragged: null });
    this.layer = shape("svg", { class: "plan-layer", role: "group", "aria-label": canvas.closest("figure").getAttribute("aria-label") });
    this.lanes = shape("g", { class: "plan-lanes", "aria-hidden": "true" }, this.layer);
    canvas.append(this.layer);
    new ResizeObserver(() => this.lay()).observe(canvas);
    canvas.addEventListener("pointerdown", (event) => this.takeSign(event));
  }

  /** picture: SVG text, null when it stands there already. */
  show(picture, anchors) {
    if (picture) {
      const made = document.createElement("template");
      made.innerHTML = picture;
      this.canvas.querySelector("svg:not(.plan-layer)").replaceWith(made.content.querySelector("svg"));
    }
    this.anchors = anchors;
    this.lay();
    this.findSigns();
  }

  get mmPerPx() {
    return this.anchors.view_mm[2] / (this.layer.clientWidth || 1);
  }

  /** Where along the drawing, in mm of the sheet, the pointer is. */
  mm(event) {
    const box = this.layer.getBoundingClientRect();
    return this.anchors.view_mm[0] + (event.clientX - box.left) * this.mmPerPx;
  }

  lay() {
    if (!this.anchors || !this.layer.clientWidth) return;
    const { view_mm: view, areas, knots, road_mm: road } = this.anchors;
    this.layer.setAttribute("viewBox", view.join(" "));
    const [x, unit, rows] = [through(knots), this.mmPerPx, []];
    const apart = coarse.matches ? 46 : APART_PX;
    for (const [kind, fromM, toM] of areas) {
      const handle = this.handle(kind);
      handle.fromM = fromM;
      handle.say(toM - fromM, this.plan.least(kind));
      const at = x(toM);
      if (handle === this.dragged && this.sameScale()) continue;
      let row = rows.findIndex((last) => at - last >= apart * unit);
      if (row < 0) row = rows.push(at) - 1;
      rows[row] = at;
      handle.place(at, road[0] + (row + 0.5) * apart * unit, unit, [this.anchors.dimension_mm, road[1]]);
    }
    for (const [kind, handle] of this.handles) handle.element.toggleAttribute("hidden", !areas.some(([name]) => name === kind));
    this.layLanes(x);
  }

  handle(kind) {
    let handle = this.handles.get(kind);
    if (!handle) {
      handle = new Handle(this.layer, this.plan.names[kind], this.plan.words);
      this.handles.set(kind, handle);
      handle.onStep = (step) => this.plan.setLength(kind, step === "least" ? (this.plan.least(kind) ?? 0) : (this.plan.length(kind) ?? 0) + step, true);
      handle.onTake = (event) => this.pull(handle, kind, event);
    }
    return handle;
  }

  /** Whether the drawing still has the scale with which the drag began. */
  sameScale() {
    const { before, fromM, reach } = this.pulled;
    const now = through(this.anchors.knots);
    return [fromM, fromM + reach].every((metres) => Math.abs(now(metres) - before(metres)) < 0.5);
  }

  /** Follow the pointer: when the drawing changes its scale meanwhile, the hand keeps the one it began with. */
  pull(handle, kind, event) {
    const metres = through(this.anchors.knots.map(([m, mm]) => [mm, m]));
    const [fromM, grabbed, unit] = [handle.fromM, this.mm(event) - handle.x, this.mmPerPx];
    this.dragged = handle;
    this.pulled = { before: through(this.anchors.knots), fromM, reach: Math.min(this.plan.length(kind) ?? 5, 5) };
    const last = { length: null };
    const move = (moved, done = false) => {
      const at = this.mm(moved) - grabbed;
      const least = this.plan.least(kind);
      let length = Math.max(0, Math.round(metres(at) - fromM));
      const detent = Math.abs(metres(at + DETENT_PX * unit) - metres(at));
      const caught = !moved.altKey && least != null && Math.abs(length - least) <= Math.max(detent, 0.5);
      if (caught) length = least;
      handle.follow(this.sameScale() ? at : handle.x, length, least, caught);
      if (length !== last.length || done) this.plan.setLength(kind, length, done);
      last.length = length;
    };
    handle.hold(event, move, (ended) => {
      this.dragged = null;
      move(ended, true);
      this.lay();
    });
  }

  // Signs are parts of the picture; they are moved where they stand, and typed in their table.

  findSigns() {
    const rows = this.plan.signs().filter((sign) => sign.code && sign.at_m != null && !sign.gone).sort((a, b) => a.at_m - b.at_m);
    const seen = new Map();
    this.marks = new Map();
    for (const mark of this.canvas.querySelectorAll("svg:not(.plan-layer) [data-kind]")) {
      const n = seen.get(mark.dataset.kind) ?? 0;
      const sign = rows.filter((one) => one.code === mark.dataset.kind)[n];
      seen.set(mark.dataset.kind, n + 1);
      if (!sign || ["chevron", "barricade", "warning_light"].includes(sign.code)) continue;
      mark.classList.add("is-movable");
      mark.setAttribute("pointer-events", "bounding-box");
      this.marks.set(mark, sign);
    }
  }

  takeSign(event) {
    const mark = event.target.closest("[data-kind]");
    const sign = this.marks?.get(mark);
    if (!sign || event.button) return;
    event.preventDefault();
    const metres = through(this.anchors.knots.map(([m, mm]) => [mm, m]));
    const from = metres(this.mm(event));
    this.canvas.setPointerCapture(event.pointerId);
    const move = (moved, done) => this.plan.setSign(sign.row, sign.at_m + metres(this.mm(moved)) - from, done);
    const onMove = (moved) => move(moved, false);
    const onUp = (ended) => {
      this.canvas.removeEventListener("pointermove", onMove);
      for (const type of ["pointerup", "pointercancel"]) this.canvas.removeEventListener(type, onUp);
      if (Math.abs(ended.clientX - event.clientX) > 2) move(ended, true);
    };
    this.canvas.addEventListener("pointermove", onMove);
    for (const type of ["pointerup", "pointercancel"]) this.canvas.addEventListener(type, onUp);
  }

  layLanes(x) {
    const { lanes, areas } = this.anchors;
    const first = areas.find(([kind]) => kind === "upstream_taper")?.[1] ?? areas[0]?.[1];
    const last = areas.find(([kind]) => kind === "work_area")?.[2] ?? areas.at(-1)?.[2];
    this.lanes.replaceChildren();
    if (first == null) return;
    for (const [lane, top, bottom] of lanes) {
      const band = shape("rect", { x: x(first), y: top, width: Math.max(0, x(last) - x(first)), height: bottom - top, class: "plan-lane" }, this.lanes);
      const words = this.plan.isClosed(lane) ? this.plan.words.wordsClosed : this.plan.words.wordsOpen;
      shape("title", {}, band).textContent = words.replace("{n}", lane);
      band.addEventListener("click", () => this.plan.toggleLane(lane));
    }
  }
}

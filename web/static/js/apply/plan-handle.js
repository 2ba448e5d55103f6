// One handle on the drawing: a slider to be dragged with mouse or finger, or stepped with the keyboard.
const SVG = "http://www.w3.org/2000/svg";
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** An SVG element with these attributes, put into `parent`. */
export function shape(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

export class Handle {
  constructor(layer, name, words) {
    this.words = words;
    this.name = name;
    this.element = shape("g", { class: "plan-handle", role: "slider", tabindex: 0, "aria-label": `${name} ${words.wordsLength}`, "aria-valuemin": 0, "aria-valuemax": 10000, "aria-orientation": "horizontal" }, layer);
    this.line = shape("line", { class: "plan-handle-line" }, this.element);
    this.grip = shape("g", {}, this.element);
    shape("circle", { class: "plan-handle-reach", r: 22 }, this.grip);
    shape("circle", { class: "plan-handle-grip", r: 11 }, this.grip);
    shape("path", { class: "plan-handle-arrows", d: "M-2.500-4-6.500 0l4 4M2.500-4 6.500 0l-4 4" }, this.grip);
    this.label = shape("g", { class: "plan-handle-label", "aria-hidden": "true" }, this.grip);
    this.paper = shape("rect", { rx: 4, height: 26, y: -48 }, this.label);
    this.text = shape("text", { y: -30, "text-anchor": "middle" }, this.label);
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.grip.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      this.element.focus({ preventScroll: true });
      this.onTake(event);
    });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === "Home" ? "least" : STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    this.onStep(typeof step === "number" && event.shiftKey ? step * 10 : step);
  }

  /** x, y: the middle of the grip; unit: mm of the sheet a pixel stands for; ends: top and bottom of the line. */
  place(x, y, unit, ends) {
    Object.assign(this, { x, y, unit });
    for (const [key, value] of Object.entries({ x1: x, x2: x, y1: ends[0], y2: ends[1] })) this.line.setAttribute(key, value);
    this.grip.setAttribute("transform", `translate(${x} ${y}) scale(${unit})`);
  }

  say(length, least) {
    const rounded = Math.round(length * 100) / 100;
    const words = least == null ? `${rounded} m` : `${rounded} m, ${this.words.wordsLeast} ${least} m`;
    this.element.setAttribute("aria-valuenow", rounded);
    this.element.setAttribute("aria-valuetext", words);
    this.element.classList.toggle("is-short", least != null && rounded < least);
    this.write(`${this.name} ${words}`);
  }

  /** While it is dragged: at the pointer, with what comes out. */
  follow(x, length, least, caught) {
    this.place(x, this.y, this.unit, [this.line.getAttribute("y1"), this.line.getAttribute("y2")]);
    this.element.classList.toggle("is-caught", caught);
    this.say(length, least);
  }

  write(words) {
    if (this.text.textContent === words) return;
    this.text.textContent = words;
    const width = this.text.getComputedTextLength() + 16;
    this.paper.setAttribute("width", width);
    this.paper.setAttribute("x", -width / 2);
  }

  /** Keep the pointer until it is let go. */
  hold(event, move, end) {
    this.grip.setPointerCapture(event.pointerId);
    this.element.classList.add("is-held");
    const onMove = (moved) => move(moved);
    const onEnd = (ended) => {
      this.grip.removeEventListener("pointermove", onMove);
      for (const type of ["pointerup", "pointercancel"]) this.grip.removeEventListener(type, onEnd);
      this.element.classList.remove("is-held", "is-caught");
      end(ended);
    };
    this.grip.addEventListener("pointermove", onMove);
    for (const type of ["pointerup", "pointercancel"]) this.grip.addEventListener(type, onEnd);
  }
}

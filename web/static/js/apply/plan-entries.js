// What is entered: read, written by drags and by the engine, and every step of it undone and done again.
const MOST_STEPS = 200;
const rounded = (metres, step = 1) => Math.round(metres / step) * step;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Entries {
  constructor(form) {
    this.form = form;
    this.rows = form.querySelector("[data-signs]");
    this.pattern = form.querySelector("template[data-sign-row]");
    this.undoButton = form.querySelector("[data-undo]");
    this.redoButton = form.querySelector("[data-redo]");
    this.history = [this.state()];
    this.at = 0;
    this.dragging = false;
    this.onEdit = () => {};
    this.onLost = () => {};
    form.addEventListener("input", (event) => event.target !== form && this.onEdit());
    form.addEventListener("change", (event) => event.target !== form && this.settle());
    form.addEventListener("keydown", (event) => this.key(event));
    for (const [button, step] of [[this.undoButton, -1], [this.redoButton, 1]]) {
      button.hidden = false;
      button.addEventListener("click", () => this.go(step));
    }
    form.querySelector("[data-add-sign]").addEventListener("click", (event) => {
      event.preventDefault();
      this.addRow().querySelector("select").focus();
    });
  }

  // Single values

  field(name) {
    return this.form.elements[name];
  }

  number(name) {
    const text = this.field(name)?.value.trim();
    return text ? Number(text) : null;
  }

  length(area) {
    return this.number(`length_${area}`);
  }

  setLength(area, metres, done) {
    this.write({ [`length_${area}`]: Math.max(0, rounded(metres)) }, done);
  }

  /** Where the work area lies along the works' line, m. */
  work() {
    const from = this.number("work_area_from_m") ?? 0;
    return { from, to: from + (this.length("work_area") ?? 0) };
  }

  setWork(from, to, done) {
    this.write({ work_area_from_m: rounded(from), length_work_area: Math.max(1, rounded(to) - rounded(from)) }, done);
  }

  /** Values by name, as a drag writes them. done: the hand is off. */
  write(values, done) {
    this.dragging = !done;
    for (const [name, value] of Object.entries(values)) this.field(name).value = value;
    this.tell();
    this.onEdit();
    if (done) this.settle();
  }

  lanes() {
    return [...this.form.querySelectorAll("input[name=closed_lanes]")];
  }

  isClosed(lane) {
    return this.lanes().some((box) => Number(box.value) === lane && box.checked);
  }

  /** Close an open lane or open a closed one; the width taken follows as long as it was that of whole lanes. */
  toggleLane(lane) {
    const width = Number(this.form.dataset.laneWidthM) || 0;
    const count = () => this.lanes().filter((box) => box.checked).length;
    const whole = width && Math.abs((this.number("offset_m") ?? 0) - count() * width) < 0.01;
    const box = this.lanes().find((one) => Number(one.value) === lane);
    if (!box) return;
    box.checked = !box.checked;
    this.write(whole ? { offset_m: Number((count() * width).toFixed(2)) } : {}, true);
  }

  // Signs

  signs() {
    return [...this.rows.rows].map((row) => {
      const [code, at, gone] = [row.querySelector("select"), row.querySelector("input[type=number]"), row.querySelector("input[type=checkbox]")];
      return { row, code: code.value, at_m: at.value === "" ? null : Number(at.value), gone: gone?.checked ?? false };
    });
  }

  setSign(row, metres, done) {
    row.querySelector("input[type=number]").value = rounded(metres);
    this.write({}, done);
  }

  addRow() {
    const total = this.form.elements["sign-TOTAL_FORMS"];
    const row = document.createElement("tr");
    row.innerHTML = this.pattern.innerHTML.replaceAll("__prefix__", total.value);
    this.rows.append(row);
    total.value = Number(total.value) + 1;
    return row;
  }

  setSigns(signs) {
    while (this.rows.rows.length < signs.length) this.addRow();
    [...this.rows.rows].forEach((row, n) => {
      row.querySelector("select").value = signs[n]?.code ?? "";
      row.querySelector("input[type=number]").value = signs[n]?.at_m ?? "";
      const gone = row.querySelector("input[type=checkbox]");
      if (gone) gone.checked = signs[n]?.gone ?? false;
    });
    this.form.querySelector("[data-sign-count]").textContent = signs.filter((sign) => sign.code && !sign.gone).length;
  }

  // Answers

  /** The engine's values; or, once a length is settled, where the signs stand now that an area is longer or shorter.
   *  sent: the state that was asked about. What somebody has changed since then stays as it was typed. */
  take({ values, signs, laid_out: laidOut, sent }) {
    const now = this.state();
    const moved = laidOut !== now.laidOut;
    const atRest = same(now, sent) && this.isSettled() && !this.dragging;
    if (!(values || (moved && atRest))) return;
    const before = new Map(sent.values);
    const changed = new Set(now.values.filter(([id, value]) => before.get(id) !== value).map(([id]) => id));
    for (const [name, value] of Object.entries(values ?? {})) this.put(name, value, changed);
    if (same(now.signs, sent.signs)) {
      this.setSigns(signs);
      this.field("laid_out").value = laidOut;
    }
    if (values) this.record();
    else this.history[this.at] = this.state(); // the signs belong to the step that moved them
    this.tell();
  }

  /** Writes a value, unless its control is one of the changed ones (ids). */
  put(name, value, changed) {
    const controls = name === "closed_lanes" ? this.lanes() : [this.field(name)].filter(Boolean);
    if (controls.some((one) => changed.has(one.id))) return;
    for (const control of controls) {
      if (name === "closed_lanes") control.checked = value.includes(Number(control.value));
      else if (control.type === "checkbox") control.checked = Boolean(value);
      else control.value = value ?? "";
    }
  }

  /** Sentences beside the fields that cannot be read, by the id of the field. */
  refuse(errors) {
    for (const said of this.form.querySelectorAll("[data-live-error]")) said.remove();
    for (const field of this.form.querySelectorAll("[aria-invalid=true]")) field.removeAttribute("aria-invalid");
    for (const [id, sentences] of Object.entries(errors)) {
      const field = document.getElementById(id);
      if (!field) continue;
      const said = Object.assign(document.createElement("span"), { className: "field-error", textContent: sentences.join(" ") });
      said.dataset.liveError = "";
      field.setAttribute("aria-invalid", "true");
      field.before(said);
    }
  }

  /** Lets the page know that something is not saved yet. */
  tell() {
    this.form.dispatchEvent(new Event("input"));
  }

  // Steps

  state() {
    const plain = [...this.form.elements].filter((one) => one.name && !one.name.startsWith("sign-") && !["hidden", "submit", "button"].includes(one.type));
    const values = plain.map((one) => [one.id, one.type === "checkbox" ? one.checked : one.value]);
    return { values, signs: this.signs().map(({ code, at_m, gone }) => ({ code, at_m, gone })), laidOut: this.field("laid_out").value };
  }

  isSettled() {
    return same(this.state(), this.history[this.at]);
  }

  settle() {
    if (this.isSettled()) return;
    this.record();
    this.onEdit();
  }

  record() {
    this.history = [...this.history.slice(Math.max(0, this.at - MOST_STEPS), this.at + 1), this.state()];
    this.at = this.history.length - 1;
    this.buttons();
  }

  go(step) {
    const state = this.history[this.at + step];
    if (!state) return;
    this.at += step;
    for (const [id, value] of state.values) {
      const field = document.getElementById(id);
      if (typeof value === "boolean") field.checked = value;
      else field.value = value;
    }
    this.setSigns(state.signs);
    this.field("laid_out").value = state.laidOut;
    this.tell();
    this.buttons();
    this.onEdit();
  }

  buttons() {
    this.undoButton.disabled = this.at === 0;
    this.redoButton.disabled = this.at >= this.history.length - 1;
  }

  key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const letter = event.key.toLowerCase();
    const step = letter === "z" ? (event.shiftKey ? 1 : -1) : letter === "y" ? 1 : 0;
    if (!step) return;
    event.preventDefault();
    this.settle(); // a number still being typed is a step of its own
    this.go(step);
  }
}

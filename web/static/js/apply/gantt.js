// The Gantt of the phases: a bar dragged is a date typed. The server draws it anew; nothing is saved before it is saved.
const form = document.querySelector("form[data-phases]");
const box = form.querySelector("[data-gantt]");
const foot = form.querySelector("[data-gantt-foot]");
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 7, PageDown: -7 };
const DAY_MS = 86400000;

const field = (member, position) => form.elements[`${member}_${position}`];
const shifted = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
const dates = (position) => ({ starts_on: field("starts_on", position).value, ends_on: field("ends_on", position).value });

/** Write the dates of a bar of which `part` (start, end or both) moved by so many days; false when that makes no phase. */
function write(position, from, part, days) {
  if (!from.starts_on || !from.ends_on) return false;
  const starts = part === "end" ? from.starts_on : shifted(from.starts_on, days);
  const ends = part === "start" ? from.ends_on : shifted(from.ends_on, days);
  const now = dates(position);
  if (ends < starts || (starts === now.starts_on && ends === now.ends_on)) return false;
  field("starts_on", position).value = starts;
  field("ends_on", position).value = ends;
  form.dispatchEvent(new Event("input")); // something is not saved yet
  look();
  return true;
}

let wanted = false;
let busy = false;

/** The picture for the dates as they stand: one question in flight, the newest state next. */
async function look() {
  foot.classList.remove("is-idle");
  wanted = true;
  if (busy) return;
  busy = true;
  try {
    while (wanted) {
      wanted = false;
      const body = new URLSearchParams(new FormData(form));
      body.delete("submission");
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Live": "1" } });
      if (answer.ok) show(await answer.text());
    }
  } finally {
    busy = false;
  }
}

function show(html) {
  const at = document.activeElement.closest?.("[data-bar]");
  const [position, part] = [at?.dataset.bar, document.activeElement.dataset.part];
  const scrolled = box.querySelector(".gantt-frame")?.scrollLeft ?? 0;
  box.innerHTML = html;
  const frame = box.querySelector(".gantt-frame");
  if (frame) frame.scrollLeft = scrolled;
  if (position) box.querySelector(`[data-bar="${position}"] [data-part="${part}"]`)?.focus({ preventScroll: true });
}

box.addEventListener("pointerdown", (event) => {
  const part = event.target.dataset?.part;
  if (!part || event.button) return;
  event.preventDefault();
  event.target.focus({ preventScroll: true });
  const position = event.target.closest("[data-bar]").dataset.bar;
  const svg = box.querySelector("svg");
  // The axis may change while the bar is dragged; the hand keeps the days it began with.
  const dayPx = Number(svg.dataset.dayPx) * (svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
  const from = dates(position);
  box.setPointerCapture(event.pointerId);
  const move = (moved) => write(position, from, part, Math.round((moved.clientX - event.clientX) / dayPx));
  const end = () => {
    box.removeEventListener("pointermove", move);
    for (const type of ["pointerup", "pointercancel"]) box.removeEventListener(type, end);
  };
  box.addEventListener("pointermove", move);
  for (const type of ["pointerup", "pointercancel"]) box.addEventListener(type, end);
});

box.addEventListener("keydown", (event) => {
  const { part } = event.target.dataset ?? {};
  const step = STEPS[event.key];
  if (!part || !step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const position = event.target.closest("[data-bar]").dataset.bar;
  write(position, dates(position), part, event.shiftKey ? step * 7 : step);
});

form.addEventListener("input", (event) => event.target !== form && look());
form.addEventListener("reset", () => setTimeout(() => look().then(() => foot.classList.add("is-idle"))));
form.querySelector("[data-gantt-reset]").hidden = false;
form.querySelector("[data-gantt-hint]").hidden = !box.querySelector("svg");
if (!form.querySelector(".field-error")) foot.classList.add("is-idle");

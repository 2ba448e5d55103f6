// The plan of a phase, checked and drawn while it is typed or dragged. The server computes; its buttons do the same without this file.
import { Drawing } from "./plan-drawing.js";
import { Entries } from "./plan-entries.js";
import { Live } from "./plan-live.js";
import { ZoneMap } from "./plan-map.js";

const form = document.querySelector("form[data-plan]");
const start = JSON.parse(document.getElementById("plan-start").textContent);
const entries = new Entries(form);
const shown = new Map();
let least = start.least_m;

const drawing = form.querySelector("[data-drawing]") && new Drawing(form.querySelector("[data-drawing]"), {
  words: form.dataset,
  names: start.names,
  least: (area) => least[area],
  length: (area) => entries.length(area),
  setLength: (area, metres, done) => entries.setLength(area, metres, done),
  signs: () => entries.signs(),
  setSign: (row, metres, done) => entries.setSign(row, metres, done),
  isClosed: (lane) => entries.isClosed(lane),
  toggleLane: (lane) => entries.toggleLane(lane),
});
const zoneMap = form.querySelector("[data-zone-map]") && new ZoneMap(form.querySelector("[data-zone-map]"), start, form.dataset, () => entries.work(), (from, to, done) => entries.setWork(from, to, done));
const live = new Live(form, entries, take);

/** Puts an answer into the page: only the parts that differ from what stands there. */
function take(answer) {
  for (const [name, html] of Object.entries(answer.parts)) swap(`part ${name}`, html, () => (form.querySelector(`[data-part="${name}"]`).innerHTML = html));
  for (const [area, html] of Object.entries(answer.least)) swap(`least ${area}`, html, () => (form.querySelector(`[data-least-of="${area}"]`).innerHTML = html));
  least = answer.least_m;
  if (drawing && answer.drawing) swap("drawing", answer.drawing, () => drawing.show(answer.drawing, answer.anchors));
  if (zoneMap) zoneMap.show(answer.zone);
  say(answer.note);
  entries.take(answer);
}

function swap(key, html, put) {
  if (shown.get(key) === html) return;
  shown.set(key, html);
  put();
}

function say(words) {
  const note = form.querySelector("[data-note]");
  if (!words) return;
  note.hidden = false;
  note.querySelector("[data-note-words]").textContent = words;
}

entries.onEdit = () => live.soon();
entries.onLost = say;
drawing?.show(null, start.anchors);
form.querySelector("[data-check]").hidden = true; // the page checks by itself
const hint = form.querySelector("[data-hint]");
if (hint) hint.hidden = false;

// A finding shows its flag on the drawing, and leads to its field even when that is folded away.
const flags = (number) => form.querySelectorAll(`[data-drawing] [data-number="${number}"]`);
const point = (event, on) => {
  const row = event.target.closest?.("[data-mark]");
  if (row) for (const flag of flags(row.dataset.mark)) flag.classList.toggle("is-pointed-at", on);
};
for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) form.addEventListener(type, (event) => point(event, on));
form.addEventListener("click", (event) => {
  const target = document.getElementById(event.target.closest("a[href^='#']")?.hash.slice(1) ?? "");
  const fold = target?.closest("details");
  if (!target) return;
  event.preventDefault();
  if (fold) fold.open = true;
  target.scrollIntoView({ block: "center" });
  (target.matches("details") ? target.querySelector("summary") : target).focus({ preventScroll: true });
});

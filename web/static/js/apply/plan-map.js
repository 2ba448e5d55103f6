// The works' line on the map with the areas along it; the two ends of the work area are dragged along the road.
import { distanceM, layGround } from "../map-ground.js";

const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const DETENT_M = 4;
const GRIP_PX = 36;

/** A line of [lon, lat] measured along in metres. */
class Along {
  constructor(line) {
    this.line = line;
    this.squeeze = Math.cos((line[0][1] * Math.PI) / 180);
    this.sums = [0];
    for (let n = 1; n < line.length; n++) this.sums.push(this.sums[n - 1] + distanceM(line[n - 1], line[n]));
  }

  get length() {
    return this.sums.at(-1);
  }

  /** From its first to its last position: (east, north), of length 1. */
  get heading() {
    const [first, last] = [this.line[0], this.line.at(-1)];
    const [east, north] = [(last[0] - first[0]) * this.squeeze, last[1] - first[1]];
    const length = Math.hypot(east, north);
    return length ? [east / length, north / length] : [1, 0];
  }

  at(metres) {
    const found = this.sums.findIndex((sum) => metres <= sum);
    const n = found < 0 ? this.line.length - 1 : Math.max(found, 1);
    const share = (metres - this.sums[n - 1]) / (this.sums[n] - this.sums[n - 1] || 1);
    return this.line[n].map((end, axis) => this.line[n - 1][axis] + share * (end - this.line[n - 1][axis]));
  }

  where([lon, lat]) {
    let best = { apart: Infinity, metres: 0 };
    for (let n = 1; n < this.line.length; n++) {
      const [[ax, ay], [bx, by]] = [this.line[n - 1], this.line[n]].map(([x, y]) => [x * this.squeeze, y]);
      const [px, py] = [lon * this.squeeze, lat];
      const length2 = (bx - ax) ** 2 + (by - ay) ** 2 || 1e-18;
      const share = Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length2));
      const apart = (ax + share * (bx - ax) - px) ** 2 + (ay + share * (by - ay) - py) ** 2;
      if (apart < best.apart) best = { apart, metres: this.sums[n - 1] + share * (this.sums[n] - this.sums[n - 1]) };
    }
    return best.metres;
  }
}

export class ZoneMap {
  /** work(): the work area as it is entered, {from, to} in metres along the line; setWork(from, to, done) enters it. */
  constructor(element, start, words, work, setWork) {
    Object.assign(this, { element, words, work, setWork, held: null });
    this.along = new Along(start.line.coordinates);
    this.ready = this.open(start);
  }

  async open(start) {
    const L = window.L;
    const { roads, tiles, centre } = this.element.dataset;
    const { map } = await layGround(this.element, { roadsUrl: roads, tiles, centre });
    this.map = map;
    const line = this.along.line.map(([lon, lat]) => [lat, lon]);
    L.polyline(line, { className: "zone-line", weight: 12, interactive: false }).addTo(map);
    this.pieces = L.layerGroup().addTo(map);
    const shown = start.zone.flatMap((piece) => piece.line.map(([lon, lat]) => [lat, lon]));
    map.fitBounds(L.latLngBounds(shown).pad(0.25), { maxZoom: 18 });
    this.ends = { from: this.marker(L, "from", -1), to: this.marker(L, "to", 1) };
    this.draw(start.zone);
  }

  async show(zone) {
    await this.ready;
    this.draw(zone);
  }

  draw(zone) {
    const L = window.L;
    this.pieces.clearLayers();
    for (const { kind, name, line } of zone) L.polyline(line.map(([lon, lat]) => [lat, lon]), { className: `zone-${kind}`, weight: 7, lineCap: "butt" }).bindTooltip(name).addTo(this.pieces);
    this.stand();
  }

  /** The two ends where they are entered; an answer may be older than the hand. */
  stand() {
    const work = this.work();
    for (const end of ["from", "to"]) {
      if (this.held !== end) this.put(end, work[end]);
      const element = this.ends[end].getElement();
      element.setAttribute("aria-valuenow", String(Math.round(work[end])));
      element.setAttribute("aria-valuetext", `${Math.round(work[end])} m`);
    }
  }

  put(end, metres) {
    const [lon, lat] = this.along.at(metres);
    this.ends[end].setLatLng([lat, lon]);
  }

  /** outward: −1 against the line, 1 along it; the grips stand outside the work area, so that a short one has two. */
  marker(L, end, outward) {
    const label = end === "from" ? this.words.wordsFrom : this.words.wordsTo;
    const [east, north] = this.along.heading;
    const anchor = [GRIP_PX / 2 - (outward * east * GRIP_PX) / 2, GRIP_PX / 2 + (outward * north * GRIP_PX) / 2];
    const icon = L.divIcon({ className: `zone-end zone-end-${end}`, iconSize: [GRIP_PX, GRIP_PX], iconAnchor: anchor });
    const marker = L.marker([0, 0], { icon, draggable: true, autoPan: true, title: label, zIndexOffset: 1000 }).addTo(this.map);
    const element = marker.getElement();
    element.setAttribute("role", "slider");
    element.setAttribute("aria-label", label);
    element.setAttribute("aria-valuemin", "0");
    element.setAttribute("aria-valuemax", String(Math.round(this.along.length)));
    marker.on("drag", ({ latlng }) => this.dragged(end, this.caught(this.along.where([latlng.lng, latlng.lat])), false));
    marker.on("dragend", () => this.dragged(end, this.work()[end], true));
    element.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.dragged(end, this.work()[end] + step * (event.shiftKey ? 10 : 1), true);
    });
    return marker;
  }

  /** Whole metres; the ends of the drawn line hold on to what comes near them. */
  caught(metres) {
    const ends = [0, Math.round(this.along.length)];
    return ends.find((end) => Math.abs(metres - end) <= DETENT_M) ?? Math.round(metres);
  }

  dragged(end, metres, done) {
    const work = this.work();
    const bounds = end === "from" ? [0, work.to - 1] : [work.from + 1, Math.round(this.along.length)];
    work[end] = Math.min(Math.max(Math.round(metres), bounds[0]), Math.max(...bounds));
    this.held = done ? null : end;
    this.put(end, work[end]);
    this.setWork(work.from, work.to, done);
    this.stand();
  }
}

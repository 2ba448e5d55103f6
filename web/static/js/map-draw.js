// A map to draw on: writes GeoJSON into the form, keeps the typed coordinates in step, says length and nearest road.
import { distanceM, layGround, nearestRoad } from "./map-ground.js";

const L = window.L;
const rounded = (position) => position.slice(0, 2).map((degree) => Number(degree.toFixed(6)));

function toText(geometry) {
  const list = (positions) => positions.map((position) => position.join(",")).join("; ");
  if (!geometry) return "";
  if (geometry.type === "Point") return list([geometry.coordinates]);
  if (geometry.type === "LineString" || geometry.type === "MultiPoint") return list(geometry.coordinates);
  return geometry.type === "MultiLineString" ? geometry.coordinates.map(list).join(" | ") : "";
}

/** The geometry of typed text, null for none; throws on what cannot be read. */
function fromText(text, kinds) {
  const lines = text.replace(/，/g, ",").replace(/；/g, ";").replace(/｜/g, "|").split("|").map((line) => line.split(";").filter((part) => part.trim()).map((part) => {
    const pair = part.trim().split(/[\s,]+/).map(Number);
    if (pair.length !== 2 || !pair.every(Number.isFinite)) throw new Error(part);
    return pair;
  })).filter((line) => line.length);
  if (!lines.length) return null;
  if (lines.length > 1) return { type: "MultiLineString", coordinates: lines };
  if (lines[0].length === 1) return { type: "Point", coordinates: lines[0][0] };
  return { type: kinds.includes("LineString") ? "LineString" : "MultiPoint", coordinates: lines[0] };
}

function linesOf(geometry) {
  if (geometry?.type === "LineString") return [geometry.coordinates];
  return geometry?.type === "MultiLineString" ? geometry.coordinates : [];
}

function firstPosition(geometry) {
  let part = geometry.coordinates;
  while (Array.isArray(part[0])) part = part[Math.floor(part.length / 2)];
  return part;
}

class Drawing {
  constructor(box, map, roads) {
    this.box = box;
    this.map = map;
    this.roads = roads;
    this.kinds = box.dataset.kinds.split(" ");
    this.hidden = box.querySelector("[data-geometry]");
    this.typed = box.querySelector("[data-coordinates]");
    this.measure = box.querySelector("[data-measure]");
    this.shapes = L.featureGroup().addTo(map);
    map.pm.setGlobalOptions({ pathOptions: { className: "drawn", weight: 6 }, tooltips: false, continueDrawing: false, layerGroup: this.shapes });
    this.addTools();
    map.on("pm:create", ({ layer }) => this.drawn(layer));
    map.on("pm:drawend", () => this.press(null));
    this.typed.addEventListener("input", () => this.readTyped());
    if (this.hidden.value) this.take(JSON.parse(this.hidden.value), true);
  }

  addTools() {
    const words = this.box.dataset;
    const tools = this.box.querySelector("[data-tools]");
    const add = (label, act, kind) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "btn btn-outline-primary btn-sm", textContent: label, onclick: act });
      if (kind) button.setAttribute("aria-pressed", "false");
      if (kind) button.dataset.kind = kind;
      tools.append(button);
    };
    const draw = (kind, shape) => () => {
      this.map.pm.enableDraw(shape);
      this.press(kind);
      this.measure.textContent = words.wordsDrawing;
    };
    if (this.kinds.includes("LineString")) add(words.wordsLine, draw("LineString", "Line"), "LineString");
    if (this.kinds.includes("Point")) add(words.wordsPoint, draw("Point", "Marker"), "Point");
    if (this.kinds.includes("Polygon")) add(words.wordsPolygon, draw("Polygon", "Polygon"), "Polygon");
    if (this.kinds.includes("Point") && navigator.geolocation && isSecureContext) add(words.wordsHere, () => this.locate());
    add(words.wordsClear, () => this.take(null));
  }

  locate() {
    const found = ({ coords }) => this.take({ type: "Point", coordinates: rounded([coords.longitude, coords.latitude]) }, true);
    const lost = () => (this.measure.textContent = this.box.dataset.wordsLost);
    navigator.geolocation.getCurrentPosition(found, lost, { enableHighAccuracy: true, timeout: 10000 });
  }

  press(kind) {
    for (const button of this.box.querySelectorAll("[data-kind]")) button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
    if (!kind) this.say();
  }

  drawn(layer) {
    const geometry = layer.toGeoJSON().geometry;
    geometry.coordinates = geometry.type === "Point" ? rounded(geometry.coordinates) : geometry.type === "Polygon" ? geometry.coordinates.map((ring) => ring.map(rounded)) : geometry.coordinates.map(rounded);
    this.take(geometry);
  }

  readTyped() {
    try {
      this.take(fromText(this.typed.value, this.kinds), true, true);
      this.typed.removeAttribute("aria-invalid");
    } catch {
      this.typed.setAttribute("aria-invalid", "true");
      this.measure.textContent = this.box.dataset.wordsUnreadable;
    }
  }

  take(geometry, zoom = false, fromTyping = false) {
    this.geometry = geometry;
    this.hidden.value = geometry ? JSON.stringify(geometry) : "";
    if (!fromTyping) this.typed.value = toText(geometry);
    this.shapes.clearLayers();
    if (geometry) {
      const layer = L.geoJSON(geometry, { style: { className: "drawn", weight: 6 }, pointToLayer: (_, at) => L.circleMarker(at, { radius: 9, className: "drawn", fillOpacity: 0.8 }) });
      layer.eachLayer((shape) => {
        this.shapes.addLayer(shape);
        if (geometry.type === "LineString") {
          shape.pm.enable({ allowSelfIntersection: false });
          this.leaveHandlesToThePointer();
          shape.on("pm:edit", () => this.drawn(shape));
        }
      });
      if (zoom) this.map.fitBounds(this.shapes.getBounds().pad(0.6), { maxZoom: 17 });
    }
    this.say();
    this.hidden.dispatchEvent(new CustomEvent("geometry", { bubbles: true, detail: geometry }));
  }

  /** The round handles do nothing by keyboard: there the coordinates are typed. */
  leaveHandlesToThePointer() {
    for (const handle of this.map.getPane("markerPane").querySelectorAll(".marker-icon")) {
      handle.setAttribute("aria-hidden", "true");
      handle.tabIndex = -1;
    }
  }

  say() {
    const { wordsLength, wordsRoad } = this.box.dataset;
    const parts = [];
    let metres = 0;
    for (const line of linesOf(this.geometry)) for (let i = 1; i < line.length; i++) metres += distanceM(line[i - 1], line[i]);
    if (metres) parts.push(`${wordsLength} ${Math.round(metres)} m`);
    const road = this.geometry && nearestRoad(firstPosition(this.geometry), this.roads);
    if (road) parts.push(`${wordsRoad} ${road.name}`);
    this.measure.textContent = parts.join(" · ");
  }
}

async function start(box) {
  const { map, roads } = await layGround(box.querySelector("[data-canvas]"), { roadsUrl: box.dataset.roads, tiles: box.dataset.tiles, centre: box.dataset.centre });
  new Drawing(box, map, roads);
}

for (const box of document.querySelectorAll("[data-map=draw]")) start(box);

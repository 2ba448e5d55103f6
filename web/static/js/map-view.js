// A map that shows features: `<div data-map="view" data-features="URL">`.
import { english, layGround, read } from "./map-ground.js";

const L = window.L;
const APART_PX = 44;
const NEAREST_ZOOM = 17;

/** Which of the status colours a works wears: what closes the road is loudest. */
function toneOf(properties) {
  if (properties.tone) return properties.tone;
  if (["PLANNED"].includes(properties.state)) return "info";
  if (["ACCEPTED", "ARCHIVED", "ABANDONED"].includes(properties.state)) return "muted";
  return properties.closure === "full" ? "stop" : "warn";
}

const SHAPES = { stop: "M8 2h8l6 6v8l-6 6H8l-6-6V8Z", warn: "M12 2 23 22H1Z", info: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Z", muted: "M4 4h16v16H4Z" };
const MARKS = { stop: "M6 10.500h12v3H6Z", warn: "M10.800 9h2.400v6h-2.400Zm0 7.500h2.400v2.200h-2.400Z", info: "M11 6.500h2v6l4 2-1 1.700-5-2.700Z", muted: "M8 11h8v2H8Z" };

function pin(tone) {
  return L.divIcon({ className: `pin pin-${tone}`, iconSize: [28, 28], html: `<svg viewBox="0 0 24 24" aria-hidden="true"><path class="pin-edge" d="${SHAPES[tone]}"/><path class="pin-mark" d="${MARKS[tone]}"/></svg>` });
}

function words(properties) {
  const box = document.createElement("div");
  const line = (text, tag = "p") => {
    if (!text) return null;
    const element = document.createElement(tag);
    element.textContent = text;
    box.append(element);
    return element;
  };
  line((english && properties.title_en) || properties.title || properties.road_name || properties.number, "strong");
  line((english && properties.closure_label_en) || properties.closure_label);
  line([properties.starts_on, properties.ends_on].filter(Boolean).join(" – "));
  if (properties.url) {
    const link = document.createElement("a");
    link.href = properties.url;
    link.textContent = properties.number ?? properties.url;
    box.append(link);
  }
  return box;
}

class FeatureMap {
  constructor(element, map) {
    this.element = element;
    this.map = map;
    this.items = new Map();
    this.lines = L.layerGroup().addTo(map);
    this.pins = L.layerGroup().addTo(map);
    map.on("zoomend moveend", () => this.drawPins());
  }

  fill(collection) {
    for (const feature of collection.features) {
      if (!feature.geometry) continue;
      const tone = toneOf(feature.properties);
      const shape = L.geoJSON(feature, {
        style: () => ({ className: `works-${tone}`, weight: 6, lineCap: "butt", fillOpacity: 0.25 }),
        pointToLayer: (_, at) => L.circleMarker(at, { radius: 0, opacity: 0, fillOpacity: 0, interactive: false }),
      });
      const bounds = shape.getBounds();
      if (!bounds.isValid()) continue;
      if (feature.geometry.type !== "Point" && feature.geometry.type !== "MultiPoint") {
        L.geoJSON(feature, { style: { className: "works-halo", weight: 10, fill: false }, interactive: false }).addTo(this.lines);
        shape.addTo(this.lines);
      }
      const properties = feature.properties;
      shape.bindPopup(() => words(properties));
      this.items.set(String(properties.number ?? feature.id), { at: bounds.getCenter(), bounds, tone, properties, shape });
    }
    this.drawPins();
  }

  // Pins nearer than a finger's width become one with their number in it; the list beside the map has every one.
  drawPins() {
    this.pins.clearLayers();
    const groups = [];
    const view = this.map.getBounds().pad(0.2);
    for (const item of this.items.values()) {
      if (!view.contains(item.at)) continue;
      const point = this.map.project(item.at);
      const group = groups.find((one) => one.point.distanceTo(point) < APART_PX);
      group ? group.items.push(item) : groups.push({ point, items: [item] });
    }
    for (const { items } of groups) (items.length === 1 ? this.single(items[0]) : this.cluster(items)).addTo(this.pins);
  }

  single(item) {
    const name = item.properties.title || item.properties.number || "";
    return L.marker(item.at, { icon: pin(item.tone), title: name, alt: name, keyboard: true }).bindPopup(() => words(item.properties));
  }

  cluster(items) {
    const tone = ["stop", "warn", "info", "muted"].find((one) => items.some((item) => item.tone === one));
    const bounds = items.reduce((all, item) => all.extend(item.at), L.latLngBounds(items[0].at, items[0].at));
    const icon = L.divIcon({ className: `cluster cluster-${tone}`, iconSize: [34, 34], html: String(items.length) });
    const marker = L.marker(items[0].at, { icon, title: String(items.length), alt: String(items.length) });
    const open = () => (this.map.getZoom() < NEAREST_ZOOM ? this.map.fitBounds(bounds.pad(0.3), { maxZoom: NEAREST_ZOOM }) : this.list(items));
    return marker.on("click", open).on("keypress", (event) => event.originalEvent.key === "Enter" && open());
  }

  list(items) {
    const box = document.createElement("div");
    box.className = "map-list";
    box.append(...items.map((item) => words(item.properties)));
    L.popup({ maxHeight: 260 }).setLatLng(items[0].at).setContent(box).openOn(this.map);
  }

  /** Zoom to the works with these numbers, else to those in the city, else to wherever there are any. */
  showAll(numbers) {
    const [west, south, east, north] = this.element.dataset.bounds.split(",").map(Number);
    const city = L.latLngBounds([south, west], [north, east]);
    const named = [...this.items].filter(([number]) => numbers?.includes(number)).map(([, item]) => item);
    const every = [...this.items.values()];
    const all = [named, every.filter((item) => city.contains(item.at)), every].find((some) => some.length);
    if (!all) return;
    this.map.fitBounds(all.reduce((bounds, item) => bounds.extend(item.bounds), L.latLngBounds(all[0].bounds.getSouthWest(), all[0].bounds.getNorthEast())).pad(0.06), { maxZoom: 16 });
  }

  choose(number) {
    const item = this.items.get(number);
    if (!item) return;
    this.map.fitBounds(item.bounds.pad(0.8), { maxZoom: 16 });
    L.popup().setLatLng(item.at).setContent(words(item.properties)).openOn(this.map);
  }
}

function note(element, text) {
  const box = document.createElement("p");
  box.className = "map-note";
  box.setAttribute("role", "status");
  box.textContent = text;
  element.append(box);
  return box;
}

async function start(element) {
  const { features, roads, tiles, centre, list, focus, wordsLoading, wordsFailed, wordsEmpty } = element.dataset;
  const { map } = await layGround(element, { roadsUrl: roads, tiles, centre });
  const loading = note(element, wordsLoading);
  const works = new FeatureMap(element, map);
  try {
    works.fill(await read(features));
    loading.remove();
    if (!works.items.size) note(element, wordsEmpty);
  } catch {
    loading.textContent = wordsFailed;
  }
  const rows = document.getElementById(list);
  if (focus === "list") works.showAll([...(rows?.querySelectorAll("[data-show]") ?? [])].map((row) => row.dataset.show));
  else if (focus) works.choose(focus);
  else works.showAll();
  rows?.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (!button) return;
    works.choose(button.dataset.show);
    element.scrollIntoView({ block: "nearest" });
  });
}

for (const element of document.querySelectorAll("[data-map=view]")) start(element);

// The map of conflicts: the works, its detours, and each conflict under the number it has in the list.
import { layGround } from "./map-ground.js";

const L = window.L;
const MARK_PX = 28;
const GROUND_OF = { own: "conflict-own", detour: "conflict-detour", way_round: "works-info" };
const OWN = ["own", "detour"];

const isArea = ({ role }) => role === "embargo";

function styleOf(properties) {
  const { role, tone } = properties;
  const colour = GROUND_OF[role] ?? (tone === "muted" ? "conflict-muted" : `works-${tone}`);
  if (isArea(properties)) return { className: `${colour} conflict-embargo`, weight: 2, fillOpacity: 0.08 };
  return { className: colour, weight: OWN.includes(role) ? 4 : 9, lineCap: "butt", fillOpacity: 0.25 };
}

/** before: how many other numbers stand to the left of it, since they would hide it. */
function badge({ number, tone, title }, at, before) {
  const icon = L.divIcon({ className: `conflict-number number-${tone}`, iconSize: [MARK_PX, MARK_PX], iconAnchor: [MARK_PX / 2 - (MARK_PX + 2) * before, MARK_PX / 2], html: String(number) });
  return L.marker(at, { icon, title: `${number} ${title}`, alt: `${number} ${title}`, keyboard: true });
}

function words({ number, title }) {
  const link = document.createElement("a");
  link.href = `#conflict-${number}`;
  link.textContent = `${number} ${title}`;
  return link;
}

function draw(feature, map, shown) {
  const { properties } = feature;
  if (!isArea(properties) && !OWN.includes(properties.role)) {
    const lines = ({ geometry }) => !geometry.type.endsWith("Point");
    L.geoJSON(feature, { style: { className: "works-halo", weight: 12, fill: false }, interactive: false, filter: lines }).addTo(map);
  }
  const dot = (_, at) => L.circleMarker(at, { radius: 7, ...styleOf(properties) });
  const shape = L.geoJSON(feature, { style: () => styleOf(properties), pointToLayer: dot }).addTo(map);
  if (properties.number) shape.bindPopup(() => words(properties));
  // An area as large as the city must not zoom the works out of sight.
  if (!isArea(properties)) shape.addTo(shown);
}

/** Numbers that would hide one another stand side by side; which those are depends on the zoom. */
function mark(features, map, marks) {
  marks.clearLayers();
  const groups = [];
  for (const { properties } of features) {
    const at = L.latLng(properties.at[1], properties.at[0]);
    const point = map.project(at);
    let group = groups.find((one) => one.point.distanceTo(point) < MARK_PX);
    if (!group) groups.push((group = { at, point, size: 0 }));
    badge(properties, group.at, group.size++).bindPopup(() => words(properties)).addTo(marks);
  }
}

async function start(element) {
  const { conflicts, roads, tiles, centre } = element.dataset;
  const { features } = JSON.parse(conflicts);
  const { map } = await layGround(element, { roadsUrl: roads, tiles, centre });
  const shown = L.featureGroup();
  const placed = features.filter(({ geometry }) => geometry);
  const rank = ({ properties }) => (isArea(properties) ? 0 : OWN.includes(properties.role) ? 2 : 1);
  for (const feature of [0, 1, 2].flatMap((level) => placed.filter((one) => rank(one) === level))) draw(feature, map, shown);
  const numbered = features.filter(({ properties }) => properties.at);
  const bounds = shown.getBounds();
  for (const { properties } of numbered) bounds.extend([properties.at[1], properties.at[0]]);
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.12), { maxZoom: 17 });
  const marks = L.layerGroup().addTo(map);
  map.on("zoomend", () => mark(numbered, map, marks));
  mark(numbered, map, marks);
}

for (const element of document.querySelectorAll("[data-map=conflicts]")) start(element);

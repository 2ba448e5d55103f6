// The ground of every map: tiles where the administrator configured them, else the city's own roads, never blank.
const L = window.L;
const CREDIT = "© OpenStreetMap contributors";
const NAMES_FROM_ZOOM = 15;
const PLACES_FROM_ZOOM = 10.5;

export const english = document.documentElement.lang.startsWith("en");

/** A Leaflet map in `element` with its ground; resolves to {map, roads}, roads being the lines' features. */
export async function layGround(element, { roadsUrl, tiles, centre }) {
  const [lon, lat] = centre.split(",").map(Number);
  const map = L.map(element, { zoomSnap: 0.5, attributionControl: false, scrollWheelZoom: false, center: [lat, lon], zoom: 14 });
  // Whoever scrolls the page must not be caught by a map on the way: the wheel zooms one that has been clicked into.
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  L.control.attribution({ prefix: false }).addAttribution(CREDIT).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.createPane("ground").style.zIndex = 250;
  const names = map.createPane("names");
  names.style.zIndex = 260;
  names.setAttribute("aria-hidden", "true"); // the ground is scenery; what matters stands in the list
  const network = await read(roadsUrl).catch(() => ({ features: [] }));
  const roads = network.features.filter((feature) => feature.geometry.type === "LineString");
  if (tiles) L.tileLayer(tiles, { maxZoom: 19 }).addTo(map);
  else drawRoads(map, network);
  return { map, roads };
}

/** The JSON at `url`; throws when the server does not answer well. */
export async function read(url) {
  const answer = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** From afar only the main roads, and thin; near by every street. */
function widthPx(kind, zoom) {
  const near = { trunk: 8, arterial: 6, secondary: 5, branch: 4 }[kind] ?? 4;
  if (zoom >= 15) return near;
  if (zoom >= 13) return near * 0.6;
  return kind === "trunk" || kind === "arterial" ? Math.max(1.5, near * 0.35) : 0;
}

function drawRoads(map, network) {
  const edgePx = 3;
  const style = (edge) => (feature) => {
    const width = widthPx(feature.properties.kind, map.getZoom());
    return { weight: width + (edge ? edgePx : 0), opacity: width ? 1 : 0 };
  };
  const layers = [true, false].map((edge) => {
    const className = edge ? "road-edge" : "road";
    const lines = (feature) => feature.geometry.type === "LineString";
    const layer = L.geoJSON(network, { pane: "ground", interactive: false, filter: lines, style: (feature) => ({ className, lineCap: "round", ...style(edge)(feature) }) });
    return { edge, layer: layer.addTo(map) };
  });
  map.on("zoomend", () => layers.forEach(({ edge, layer }) => layer.setStyle(style(edge))));
  nameGround(map, network);
}

/** Names of places, and of roads when near; only those in view, since a city has hundreds. */
function nameGround(map, network) {
  const signs = network.features.map((feature) => {
    const { type, coordinates } = feature.geometry;
    const place = type === "Point";
    const [lon, lat] = place ? coordinates : middle(coordinates);
    const content = label((english && feature.properties.name_en) || feature.properties.name);
    const options = { permanent: true, direction: "center", className: place ? "place-name" : "road-name", pane: "names", interactive: false, content };
    return { at: L.latLng(lat, lon), from: place ? PLACES_FROM_ZOOM : NAMES_FROM_ZOOM, tooltip: L.tooltip([lat, lon], options) };
  });
  const show = () => {
    const view = map.getBounds();
    for (const { at, from, tooltip } of signs) map.getZoom() >= from && view.contains(at) ? tooltip.addTo(map) : tooltip.remove();
  };
  map.on("moveend", show);
  show();
}

function label(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element;
}

function middle(coordinates) {
  const [a, b] = [coordinates[Math.floor((coordinates.length - 1) / 2)], coordinates[Math.ceil((coordinates.length - 1) / 2)]];
  return a === b ? a : [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

const RADIUS_M = 6371008.8;
const radians = (degrees) => (degrees * Math.PI) / 180;

/** Great-circle distance of two [lon, lat] in metres. */
export function distanceM([lonA, latA], [lonB, latB]) {
  const h = Math.sin(radians(latB - latA) / 2) ** 2 + Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(radians(lonB - lonA) / 2) ** 2;
  return 2 * RADIUS_M * Math.asin(Math.sqrt(h));
}

/** The road nearest to [lon, lat] within 300 m: {name, metres} or null. */
export function nearestRoad(point, roads) {
  let best = null;
  const k = Math.cos(radians(point[1]));
  for (const road of roads) {
    const line = road.geometry.coordinates;
    for (let i = 1; i < line.length; i++) {
      const [ax, ay, bx, by, px, py] = [line[i - 1][0] * k, line[i - 1][1], line[i][0] * k, line[i][1], point[0] * k, point[1]];
      const length2 = (bx - ax) ** 2 + (by - ay) ** 2 || 1e-18;
      const t = Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length2));
      const metres = distanceM(point, [(ax + t * (bx - ax)) / k, ay + t * (by - ay)]);
      if (metres <= 300 && (!best || metres < best.metres)) best = { name: (english && road.properties.name_en) || road.properties.name, metres };
    }
  }
  return best;
}

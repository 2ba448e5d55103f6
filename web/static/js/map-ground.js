// The ground of every map: tiles where the administrator configured them, else the city's own roads, never blank.
const L = window.L;
const CREDIT = "© OpenStreetMap contributors";
const NAMES_FROM_ZOOM = 14;

export const english = document.documentElement.lang.startsWith("en");

/** A Leaflet map in `element` with its ground; resolves to {map, roads}, roads being the lines' features. */
export async function layGround(element, { roadsUrl, tiles }) {
  const map = L.map(element, { zoomSnap: 0.5, attributionControl: false, center: [27.7804, 120.6455], zoom: 14 });
  L.control.attribution({ prefix: false }).addAttribution(CREDIT).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.createPane("ground").style.zIndex = 250;
  map.createPane("names").style.zIndex = 260;
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

function drawRoads(map, network) {
  const widths = { trunk: 8, arterial: 6, branch: 4 };
  const layer = (edge) => L.geoJSON(network, {
    pane: "ground", interactive: false, filter: (feature) => feature.geometry.type === "LineString",
    style: (feature) => ({ className: edge ? "road-edge" : "road", weight: (widths[feature.properties.kind] ?? 4) + (edge ? 3 : 0), lineCap: "round" }),
  });
  layer(true).addTo(map);
  layer(false).addTo(map);
  const name = (feature) => (english && feature.properties.name_en) || feature.properties.name;
  const places = L.layerGroup().addTo(map);
  const roadNames = L.layerGroup();
  for (const feature of network.features) {
    const { type, coordinates } = feature.geometry;
    const place = type === "Point";
    const [lon, lat] = place ? coordinates : middle(coordinates);
    L.tooltip([lat, lon], { permanent: true, direction: "center", className: place ? "place-name" : "road-name", content: label(name(feature)), pane: "names", interactive: false })
      .addTo(place ? places : roadNames);
  }
  const show = () => {
    const near = map.getZoom() >= NAMES_FROM_ZOOM;
    near ? roadNames.addTo(map) : roadNames.remove();
    map.getZoom() >= 10.5 ? places.addTo(map) : places.remove();
  };
  map.on("zoomend", show);
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

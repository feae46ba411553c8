// The land of the earth, from Natural Earth by way of world-atlas: an outline for the map of the world, drawn here once,
// and a finer one from which the program cuts the coast round a city.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

// The map shows at least these degrees; a wide window shows more to the west and the east.
const shown = { west: -24, east: 134, south: -37, north: 61, centre: 40 };
const high = 640;
const wide = 1216;

/** How far a point may lie from the line that replaces it: on the map in its own units, in the fine outline in degrees. */
const tolerance = { map: 0.6, fine: 0.025 };
/** Islands smaller than this, in square units of the map and square degrees, are left out. */
const smallest = { map: 2.5, fine: 0.0009 };
/** The fine outline counts in hundredths of a degree. */
const perDegree = 100;

/** Serves land.svg and land-night.svg, keeps atlas.json and land.bin, and returns the outline for other pictures. */
export function drawLand(assets) {
  const projection = fit();
  const rings = outline(assets.web, projection);
  const path = rings.map(pathOf).join("");
  for (const [name, fill] of [["land.svg", "#f1eadd"], ["land-night.svg", "#232d52"]]) {
    assets.serve(name, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}"><path fill="${fill}" d="${path}"/></svg>`);
  }
  assets.keep("atlas.json", JSON.stringify(describe(projection)));
  assets.keep("land.bin", pack(fineRings(assets.web)));
  return { rings, wide, high, place: (lon, lat) => projection([lon, lat]) };
}

/** Equal Earth, so that the degrees shown fill the height and lie in the middle of the width. */
function fit() {
  const p = geoEqualEarth().rotate([-shown.centre, 0]).scale(1).translate([0, 0]).precision(0.05);
  const top = p([shown.centre, shown.north])[1];
  const bottom = p([shown.centre, shown.south])[1];
  const scale = high / (bottom - top);
  const left = p([shown.west, 0])[0] * scale;
  const right = p([shown.east, 0])[0] * scale;
  return p.scale(scale).translate([wide / 2 - (left + right) / 2, -top * scale]);
}

/** What the program must know to put a point on the map, with points to check itself by. */
function describe(projection) {
  const [x, y] = projection.translate();
  const left = projection([shown.west, 0])[0];
  const places = [[4.4025, 51.2194], [15.3222, -4.325], [18.4241, -33.9249], [122.5621, 10.7202], [-16.4896, 16.0326], [134, 61], [-24, -37]];
  return {
    centre: shown.centre, scale: projection.scale(), x, y, wide, high,
    close: { left, width: projection([shown.east, 0])[0] - left },
    check: places.map(([lon, lat]) => ({ lon, lat, at: projection([lon, lat]) })),
  };
}

function land(web, detail) {
  const world = JSON.parse(readFileSync(join(web, "node_modules", "world-atlas", `land-${detail}.json`), "utf8"));
  return feature(world, world.objects.land);
}

/** The land as closed rings on the map, clipped to it. d3 unrolls what crosses the date line before it clips. */
function outline(web, projection) {
  const margin = 4;
  const clipped = geoPath(projection.clipExtent([[-margin, -margin], [wide + margin, high + margin]]).precision(0.3));
  const drawn = clipped.digits(2)(land(web, "50m"));
  projection.clipExtent(null);
  return drawn
    .split(/(?=M)/)
    .map((part) => [...part.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map((m) => [Number(m[1]), Number(m[2])]))
    .map((ring) => [...ring, ring[0]])
    .filter((ring) => area(ring) > smallest.map)
    .map((ring) => simplify(ring, tolerance.map));
}

/** Writes a ring as a path of steps, in half units, which is what a sharp screen shows. */
function pathOf(ring) {
  const half = (n) => Math.round(n * 2) / 2;
  let [x, y] = ring[0].map(half);
  let path = `M${x} ${y}l`;
  let first = true;
  for (const point of ring.slice(1, -1)) {
    const [nx, ny] = point.map(half);
    const step = [nx - x, ny - y].map((n) => String(n).replace(/^(-?)0\./, "$1."));
    if (nx === x && ny === y) continue;
    path += (first || step[0].startsWith("-") ? "" : " ") + step[0] + (step[1].startsWith("-") ? "" : " ") + step[1];
    [x, y, first] = [nx, ny, false];
  }
  return first ? "" : path + "z";
}

function fineRings(web) {
  const geometry = land(web, "10m");
  const all = geometry.features ? geometry.features.map((f) => f.geometry) : [geometry.geometry];
  return all
    .flatMap((g) => (g.type === "MultiPolygon" ? g.coordinates : [g.coordinates]))
    .flat()
    .filter((ring) => area(ring) > smallest.fine)
    .map((ring) => simplify(ring, tolerance.fine))
    .filter((ring) => ring.length > 3);
}

/** Packs rings as numbers of seven bits a byte: how many points, then each point as the step from the one before it. */
function pack(rings) {
  const bytes = [];
  const count = (n) => {
    for (; n > 127; n >>>= 7) bytes.push((n & 127) | 128);
    bytes.push(n);
  };
  const step = (n) => count(n < 0 ? -n * 2 - 1 : n * 2);
  count(rings.length);
  for (const ring of rings) {
    let [x, y] = [0, 0];
    count(ring.length);
    for (const [lon, lat] of ring) {
      const [nx, ny] = [Math.round(lon * perDegree), Math.round(lat * perDegree)];
      step(nx - x);
      step(ny - y);
      [x, y] = [nx, ny];
    }
  }
  return Buffer.from(bytes);
}

function area(ring) {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(twice / 2);
}

/** Leaves out the points that lie within the tolerance of the line through their neighbours (Douglas and Peucker). */
function simplify(ring, tolerance) {
  const kept = new Uint8Array(ring.length);
  kept[0] = kept[ring.length - 1] = 1;
  const spans = [[0, ring.length - 1]];
  while (spans.length) {
    const [from, to] = spans.pop();
    let [farthest, distance] = [0, tolerance];
    for (let i = from + 1; i < to; i++) {
      const d = distanceTo(ring[i], ring[from], ring[to]);
      if (d > distance) [farthest, distance] = [i, d];
    }
    if (farthest) {
      kept[farthest] = 1;
      spans.push([from, farthest], [farthest, to]);
    }
  }
  return ring.filter((_, i) => kept[i]);
}

function distanceTo([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((x - ax) * dy - (y - ay) * dx) / length;
}

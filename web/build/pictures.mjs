// The mark as an icon, the picture that is shown where a page is shared, and the manifest that names them.
import { Canvas } from "./canvas.mjs";

const night = "#141b34", land = "#232d52", red = "#cf0039", gold = "#b87400", redNight = "#ff5c7c", saffron = "#f4b740";

// The mark in a box of 40: two people who greet each other, the golden one broken where the red passes over.
const redStroke = [[[5.5, 7.5], [10, 14.5], [14.5, 17], [20, 19]], [[20, 19], [28, 22], [31, 26.5], [31, 34.5]]];
const goldStroke = redStroke.map((curve) => curve.map(([x, y]) => [40 - x, y]));
const gap = [[[14.5, 16.4], [16.2, 17.4], [18, 18.3], [20, 19]], [[20, 19], [22, 19.7], [23.8, 20.6], [25.3, 21.5]]];

export function drawPictures(assets, map) {
  assets.serve("icon.svg", svg());
  const small = assets.serve("icon-192.png", icon(192));
  const large = assets.serve("icon-512.png", icon(512));
  assets.serve("icon-180.png", icon(180));
  assets.serve("og.png", shared(map));
  assets.serve("vriendenstad.webmanifest", JSON.stringify({
    name: "Vriendenstad – Antwerpen in de wereld",
    short_name: "Vriendenstad",
    lang: "nl-BE",
    start_url: "/",
    display: "browser",
    background_color: "#ffffff",
    theme_color: night,
    icons: [
      { src: assets.address("icon.svg"), sizes: "any", type: "image/svg+xml" },
      { src: small, sizes: "192x192", type: "image/png", purpose: "any maskable" },
      { src: large, sizes: "512x512", type: "image/png", purpose: "any maskable" },
    ],
  }));
}

function svg() {
  const d = (curves) => `M${curves[0][0].join(" ")}` + curves.map((c) => `C${c.slice(1).map((p) => p.join(" ")).join(" ")}`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" fill="none" stroke-width="5" stroke-linecap="round">`
    + `<mask id="m" maskUnits="userSpaceOnUse" x="0" y="0" width="40" height="40"><path fill="#fff" d="M0 0h40v40H0z"/>`
    + `<path stroke="#000" stroke-width="8" stroke-linecap="butt" d="${d(gap)}"/></mask>`
    + `<path stroke="${gold}" mask="url(#m)" d="${d(goldStroke)}"/><path stroke="${red}" d="${d(redStroke)}"/></svg>`;
}

/** The mark on white, small enough to be cut to a circle. */
function icon(size) {
  const canvas = new Canvas(size, size, "#ffffff");
  mark(canvas, size * 0.19, size * 0.18, size * 0.62, red, gold, "#ffffff");
  return canvas.png();
}

/** The mark at the left, the land at the right with Antwerp on it, and the thread below. */
function shared(map) {
  const canvas = new Canvas(1200, 630, night);
  const zoom = 630 / map.high;
  const shift = 1200 - map.wide * zoom + 190;
  canvas.fill(map.rings.map((ring) => ring.map(([x, y]) => [x * zoom + shift, y * zoom])), land);
  canvas.fill([[[0, 0], [380, 0], [380, 630], [0, 630]]], night);
  mark(canvas, 90, 120, 300, redNight, saffron, night);
  const [x, y] = map.place(4.4025, 51.2194);
  canvas.stroke([[x * zoom + shift, y * zoom], [x * zoom + shift + 0.1, y * zoom]], 26, redNight);
  for (const [phase, colour] of [[Math.PI, saffron], [0, redNight]]) canvas.stroke(wave(560, phase), 7, colour);
  return canvas.png();
}

/** One strand of the wide thread, over the whole width at this height. */
function wave(y, phase) {
  return Array.from({ length: 241 }, (_, i) => [i * 5, y + 12 * Math.sin((i * 5 * 2 * Math.PI) / 200 + phase)]);
}

function mark(canvas, left, top, size, redColour, goldColour, ground) {
  const zoom = size / 40;
  const placed = (curves) => curves.flatMap(flatten).map(([x, y]) => [left + x * zoom, top + y * zoom]);
  canvas.stroke(placed(goldStroke), 5 * zoom, goldColour);
  canvas.stroke(placed(gap), 8 * zoom, ground);
  canvas.stroke(placed(redStroke), 5 * zoom, redColour);
}

function flatten([a, b, c, d]) {
  return Array.from({ length: 25 }, (_, i) => {
    const t = i / 24, u = 1 - t;
    return [0, 1].map((k) => u * u * u * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t * t * t * d[k]);
  });
}

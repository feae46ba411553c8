// The icons that the pages draw, read from lucide and kept as plain shapes, so that templates can draw them themselves.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const names = [
  "arrow-left", "arrow-right", "arrow-up-right", "book-open", "building-2", "calendar", "check", "chevron-down",
  "circle-alert", "circle-check", "circle-dashed", "cloud-check", "cloud-off", "download", "file-text", "globe", "handshake", "image", "info", "landmark",
  "link", "map-pin", "menu", "plus", "printer", "school", "search", "sliders-horizontal", "trash-2", "triangle-alert", "user", "users", "x",
];

const attributes = new Set(["d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points"]);
const shapes = new Set(["path", "circle", "line", "rect", "polyline", "ellipse", "polygon"]);

export function readIcons(assets) {
  const icons = Object.fromEntries(names.map((name) => [name, shapesOf(assets.web, name)]));
  assets.keep("icons.json", JSON.stringify(icons));
}

function shapesOf(web, name) {
  const file = join(web, "node_modules", "lucide-static", "icons", `${name}.svg`);
  const svg = readFileSync(file, "utf8").replace(/<!--[\s\S]*?-->/g, "");
  const inside = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return [...inside.matchAll(/<(\w+)\s+([^>]*?)\/?>/g)].map(([, shape, rest]) => {
    if (!shapes.has(shape)) throw new Error(`icon ${name} holds a ${shape}, which templates/ui cannot draw`);
    const given = Object.fromEntries([...rest.matchAll(/([\w-]+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
    for (const key of Object.keys(given)) {
      if (!attributes.has(key)) throw new Error(`icon ${name} has ${key}, which templates/ui cannot draw`);
    }
    return { shape, ...given };
  });
}

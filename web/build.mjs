// Builds what the browser gets, from src/ and the packages of package.json, into static/dist.
//
//   node build.mjs            builds when something changed, and says how large it became
//   node build.mjs --force    builds in any case
//   node build.mjs --check    builds nothing; fails when what stands there is not what would be built
//
// Everything in static/dist is made here: files that are served, under a name with a hash of what they hold,
// each text with its .br and .gz; manifest.json, which says which is which; and data/, which only the program reads.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Assets } from "./build/assets.mjs";
import { linkedModules } from "./build/modules.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "static", "dist");
const force = process.argv.includes("--force");
const check = process.argv.includes("--check");

// The whole first load of "/" may weigh 100 kB, script 30; what is left is for the page itself.
const budget = { first: 80_000, script: 30_000 };

/** What the result depends on: our sources, the versions of the packages, the Go modules that are linked. */
function fingerprint() {
  const sources = ["build.mjs", "package-lock.json", ...under("build"), ...under("src")];
  const hash = createHash("sha256");
  for (const name of sources) {
    hash.update(`${name}\0`);
    if (existsSync(join(here, name))) hash.update(readFileSync(join(here, name)));
  }
  for (const module of linkedModules(dirname(here))) hash.update(`${module.join("\t")}\0`);
  return hash.digest("hex");
}

function under(folder) {
  return readdirSync(join(here, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => statSync(join(here, name)).isFile())
    .sort();
}

/** Whether static/dist holds what this fingerprint gave, with no file missing. */
function upToDate(stamp) {
  try {
    const manifest = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8"));
    return manifest.stamp === stamp && manifest.holds.every((name) => existsSync(join(dist, name)));
  } catch {
    return false; // nothing there, or half of it
  }
}

async function build(stamp) {
  if (!existsSync(join(here, "node_modules", "esbuild"))) {
    throw new Error("the packages are not there; run: npm ci --ignore-scripts --prefix web");
  }
  const next = join(here, "dist.new"); // beside what Go embeds, not in it
  rmSync(next, { recursive: true, force: true });
  mkdirSync(join(next, "data"), { recursive: true });

  const assets = new Assets(here, next);
  // Loaded only now: these need the packages.
  const { bundle } = await import("./build/bundle.mjs");
  const { drawLand } = await import("./build/land.mjs");
  const { readIcons } = await import("./build/icons.mjs");
  const { drawPictures } = await import("./build/pictures.mjs");
  const { collectLicences } = await import("./build/licences.mjs");

  await bundle(assets);
  const land = drawLand(assets);
  readIcons(assets);
  drawPictures(assets, land);
  collectLicences(assets);
  assets.writeManifest(stamp);

  writeFileSync(join(next, ".keep"), "");
  rmSync(dist, { recursive: true, force: true });
  renameSync(next, dist);
  return assets;
}

function report(assets) {
  const kB = (n) => `${(n / 1000).toFixed(1)} kB`.padStart(9);
  console.log("web: built into " + relative(process.cwd(), dist));
  for (const f of assets.served) {
    console.log(`  ${f.name.padEnd(44)}${kB(f.size)}${f.sent < f.size ? ` ${kB(f.sent)} sent` : ""}`);
  }
  const first = ["app.css", "app.js", "source-sans-3-latin-wght-normal.woff2", "land-night.svg", "icon.svg"];
  const sum = first.reduce((total, name) => total + assets.sent(name), 0);
  console.log(`  first load of / besides the page: ${kB(sum).trim()}, of which script ${kB(assets.sent("app.js")).trim()}`);
  if (sum > budget.first) throw new Error(`the first load of / is ${kB(sum).trim()}, more than ${kB(budget.first).trim()}`);
  if (assets.sent("app.js") > budget.script) throw new Error("the script is larger than 30 kB");
}

try {
  const stamp = fingerprint();
  if (!force && upToDate(stamp)) {
    console.log("web: nothing changed");
  } else if (check) {
    throw new Error("static/dist is not what the sources give; run: node web/build.mjs");
  } else {
    report(await build(stamp));
  }
} catch (err) {
  console.error(`web: ${err.message}`);
  process.exitCode = 1;
}

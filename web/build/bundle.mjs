// Styles, script and fonts, put together by esbuild.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { partsOf } from "./a-ui.mjs";

/** The subsets of the font that are sent; the browser fetches the second only for letters the first has not. */
const subsets = ["source-sans-3-latin-wght-normal", "source-sans-3-latin-ext-wght-normal"];

export async function bundle(assets) {
  const result = await build({
    absWorkingDir: assets.web,
    entryPoints: { app: "src/app.css", script: "src/app.js", apply: "src/apply.js", message: "src/message.js" },
    bundle: true,
    minify: true,
    write: false,
    outdir: "out",
    target: ["es2022", "chrome111", "firefox113", "safari16.4"],
    legalComments: "none",
    entryNames: "[name]",
    assetNames: "[name]-[hash]",
    publicPath: "/static",
    loader: { ".woff2": "file", ".svg": "file" },
    plugins: [onlyOurSubsets(), onlyUsedParts(), dataBecomesFiles()],
    logLevel: "silent",
  }).catch((err) => {
    const first = err.errors?.[0];
    const at = first?.location ? `${first.location.file}:${first.location.line}: ` : "";
    throw new Error(at + (first?.text ?? err.message));
  });

  for (const file of result.outputFiles) {
    const name = basename(file.path);
    if (name === "app.css") {
      refuseForeign(file.text);
      assets.serve("app.css", file.contents);
    } else if (name === "script.js") {
      assets.serve("app.js", file.contents);
    } else if (name === "apply.js" || name === "message.js") {
      assets.serve(name, file.contents); // for the pages of an application alone
    } else {
      // esbuild's own hash stays: the style sheet names the file by it.
      assets.serve(name.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1"), file.contents, name);
    }
  }
}

function onlyOurSubsets() {
  return {
    name: "font subsets",
    setup(b) {
      b.onLoad({ filter: /source-sans-3\/(wght|index)\.css$/ }, ({ path }) => {
        const faces = readFileSync(path, "utf8").match(/@font-face\s*{[^}]*}/g) ?? [];
        const ours = faces.filter((face) => subsets.some((name) => face.includes(`${name}.woff2`)));
        if (ours.length !== subsets.length) throw new Error("the font package no longer has its latin subsets");
        return { contents: ours.join("\n"), loader: "css", resolveDir: join(path, "..") };
      });
    },
  };
}

function onlyUsedParts() {
  return {
    name: "a-ui",
    setup(b) {
      b.onLoad({ filter: /@a-ui\/core\/dist\/main\.css$/ }, ({ path }) => ({
        contents: partsOf(readFileSync(path, "utf8")),
        loader: "css",
        resolveDir: join(path, ".."),
      }));
    },
  };
}

/** The policy allows no data: pictures, so each becomes a file. */
function dataBecomesFiles() {
  return {
    name: "data addresses",
    setup(b) {
      b.onResolve({ filter: /^data:image\/svg\+xml/ }, ({ path }) => ({ path, namespace: "data-svg" }));
      b.onLoad({ filter: /.*/, namespace: "data-svg" }, ({ path }) => {
        const [head, ...rest] = path.split(",");
        const body = rest.join(",");
        const contents = head.endsWith(";base64") ? Buffer.from(body, "base64") : decodeURIComponent(body);
        return { contents, loader: "file" };
      });
    },
  };
}

/** A style sheet may fetch from here alone, and may not carry what has no licence to travel. */
function refuseForeign(css) {
  const address = css.match(/url\(\s*["']?(data:|https?:|\/\/)[^)]{0,60}/i);
  if (address) throw new Error(`the style sheet fetches ${address[0]}`);
  const face = css.match(/@font-face\s*{[^}]*font-family:\s*["']?(Antwerpen|Sun Antwerpen)/i);
  if (face) throw new Error(`the style sheet carries the font ${face[1]}, which may not be shipped`);
}

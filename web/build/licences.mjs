// The licences of all that travels with the portal or helps to build it, from the packages' own files.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { go, linkedModules } from "./modules.mjs";

/** Keeps licences.json: { name, version, licence, text, home }, sorted by name. A package without a licence is an error. */
export function collectLicences(assets) {
  const all = [...ofNpm(assets.web), ...ofGo(dirname(assets.web))];
  all.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  assets.keep("licences.json", JSON.stringify(all));
}

function ofNpm(web) {
  const lock = JSON.parse(readFileSync(join(web, "package-lock.json"), "utf8"));
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path && !entry.dev && existsSync(join(web, path)))
    .map(([path]) => {
      const folder = join(web, path);
      const pkg = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      // A binary of esbuild for one platform has no licence file; it is the same work.
      const text = licenceIn(folder) ?? (pkg.name.startsWith("@esbuild/") ? licenceIn(join(web, "node_modules", "esbuild")) : null);
      if (!text) throw new Error(`the npm package ${pkg.name} ${pkg.version} has no licence file`);
      return { name: pkg.name, version: pkg.version, licence: pkg.license, text, home: homeOf(pkg) };
    });
}

function ofGo(root) {
  const modules = linkedModules(root).map(([name, version, folder]) => {
    if (!folder) throw new Error(`the Go module ${name} ${version} could not be fetched; see that there is a network`);
    const text = licenceIn(folder);
    if (!text) throw new Error(`the Go module ${name} ${version} has no licence file`);
    return { name, version: version.replace(/^v/, ""), licence: kindOf(name, text), text, home: `https://pkg.go.dev/${name}` };
  });
  return [...modules, goItself(root, modules)];
}

function goItself(root, modules) {
  const [home, version] = go(root, "env", "GOROOT", "GOVERSION").trim().split("\n");
  // Some distributions leave the file out; the Go team's other modules carry the same one.
  const text = licenceIn(home) ?? modules.find((m) => m.name.startsWith("golang.org/x/"))?.text;
  if (!text) throw new Error("Go itself has no licence file in its folder");
  return { name: "Go", version: version.replace(/^go/, ""), licence: kindOf("Go", text), text, home: "https://go.dev" };
}

function licenceIn(folder) {
  if (!existsSync(folder)) return null;
  const file = readdirSync(folder).find((name) => /^(licen[sc]e|copying|unlicen[sc]e)(\.(md|txt))?$/i.test(name));
  return file ? readFileSync(join(folder, file), "utf8").trim() : null;
}

function homeOf(pkg) {
  const repository = typeof pkg.repository === "string" ? pkg.repository : pkg.repository?.url;
  const address = (pkg.homepage ?? repository ?? "").replace(/^git\+/, "").replace(/^(git:\/\/|ssh:\/\/git@)/, "https://").replace(/\.git$/, "");
  if (/^[\w-]+\/[\w-]+$/.test(address)) return `https://github.com/${address}`;
  return address.startsWith("https://") ? address : "";
}

/** Names the licence of a Go module by what its text says; npm packages name it themselves. */
function kindOf(name, text) {
  const words = text.replace(/\s+/g, " ");
  const says = (...parts) => parts.every((part) => words.includes(part));
  if (says("Mozilla Public License Version 2.0") || says("Mozilla Public License, version 2.0")) return "MPL-2.0";
  if (says("Apache License", "Version 2.0")) return "Apache-2.0";
  if (says("Redistribution and use in source and binary forms")) return /neither the name/i.test(words) ? "BSD-3-Clause" : "BSD-2-Clause";
  if (says("Permission to use, copy, modify, and/or distribute") || says("Permission to use, copy, modify, and distribute")) return "ISC";
  if (says("Permission is hereby granted, free of charge")) return "MIT";
  if (says("free and unencumbered software released into the public domain")) return "Unlicense";
  throw new Error(`the licence of ${name} is not one that we know`);
}

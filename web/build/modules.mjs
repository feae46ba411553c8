// What Go says of the modules that are linked into the program.
import { execFileSync } from "node:child_process";

const program = "./cmd/vriendenstad";

/** Runs the go command in the folder of the whole project. */
export function go(root, ...args) {
  return execFileSync("go", args, { cwd: root, encoding: "utf8", maxBuffer: 64 << 20, stdio: "pipe" });
}

/** The modules that the program is made of, each with its version and its folder, but for our own. */
export function linkedModules(root) {
  let listed;
  try {
    // With -e a package of ours that does not compile yet keeps nobody from building the assets.
    listed = go(root, "list", "-e", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", program);
  } catch (err) {
    throw new Error(`the Go modules of ${program} could not be listed: ${String(err.stderr ?? err.message).trim().split("\n")[0]}`);
  }
  return [...new Set(listed.split("\n").filter(Boolean))].sort().map((line) => line.split("\t"));
}

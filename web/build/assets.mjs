// The files of static/dist: named, hashed, compressed and written down in the manifest.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const types = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};
const texts = new Set([".css", ".js", ".svg", ".webmanifest"]);

export class Assets {
  /** @param {string} web the folder of the sources @param {string} out where everything is written */
  constructor(web, out) {
    this.web = web;
    this.out = out;
    this.served = []; // { name, file, address, type, etag, size, sent }
    this.holds = ["manifest.json"];
  }

  /** Adds a file that is served, under a name with its hash, and returns its address. */
  serve(name, body, named = "") {
    const bytes = Buffer.from(body);
    const ext = extname(name);
    if (!types[ext]) throw new Error(`no content type is known for ${name}`);
    const hash = createHash("sha256").update(bytes).digest("hex");
    const file = named || `${name.slice(0, -ext.length)}-${hash.slice(0, 10)}${ext}`;
    this.#write(file, bytes);
    let sent = bytes.length;
    if (texts.has(ext)) {
      const brotli = brotliCompressSync(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      });
      this.#write(`${file}.br`, brotli);
      this.#write(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      sent = brotli.length;
    }
    const address = `/static/${file}`;
    this.served.push({ name, file, address, type: types[ext], etag: `"${hash.slice(0, 20)}"`, size: bytes.length, sent });
    return address;
  }

  /** Adds a file that only the program reads. */
  keep(name, body) {
    this.#write(`data/${name}`, body);
  }

  address(name) {
    return this.#find(name).address;
  }

  /** How many bytes a browser with Brotli receives. */
  sent(name) {
    return this.#find(name).sent;
  }

  writeManifest(stamp) {
    const files = Object.fromEntries(this.served.map((f) => [f.name, { file: f.file, type: f.type, etag: f.etag }]));
    const text = JSON.stringify({ stamp, holds: this.holds, files }, null, 1);
    writeFileSync(join(this.out, "manifest.json"), text);
  }

  #find(name) {
    const found = this.served.find((f) => f.name === name);
    if (!found) throw new Error(`${name} was not built`);
    return found;
  }

  #write(file, body) {
    writeFileSync(join(this.out, file), body);
    this.holds.push(file);
  }
}

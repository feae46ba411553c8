// A small canvas without a browser: filled rings and round strokes, written as a PNG.
import * as zlib from "node:zlib";

const lines = 4; // sub-lines of a pixel's height that are looked at for a filled ring

export class Canvas {
  constructor(width, height, ground) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8ClampedArray(width * height * 3);
    const [r, g, b] = rgb(ground);
    for (let i = 0; i < this.pixels.length; i += 3) this.pixels.set([r, g, b], i);
  }

  /** Fills closed rings by the even-odd rule. */
  fill(rings, colour) {
    const paint = rgb(colour);
    for (let y = 0; y < this.height; y++) {
      const cover = new Float32Array(this.width + 1);
      for (let s = 0; s < lines; s++) this.#sweep(rings, y + (s + 0.5) / lines, cover);
      for (let x = 0; x < this.width; x++) if (cover[x] > 0) this.#blend(x, y, paint, Math.min(1, cover[x] / lines));
    }
  }

  #sweep(rings, y, cover) {
    const cuts = [];
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i++) {
        const [ax, ay] = ring[i], [bx, by] = ring[(i + 1) % ring.length];
        if (ay <= y !== by <= y) cuts.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
      }
    }
    cuts.sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const from = Math.max(0, cuts[i]), to = Math.min(this.width, cuts[i + 1]);
      for (let x = Math.floor(from); x < to; x++) cover[x] += Math.min(to, x + 1) - Math.max(from, x);
    }
  }

  /** Draws a line through the points, with round ends. */
  stroke(points, width, colour) {
    const paint = rgb(colour), r = width / 2;
    const near = new Map(); // pixel → distance to the line
    for (let i = 1; i < points.length; i++) this.#along(points[i - 1], points[i], r + 1, near);
    for (const [at, distance] of near) {
      const cover = Math.min(1, r + 0.5 - distance);
      if (cover > 0) this.#blend(at % this.width, Math.floor(at / this.width), paint, cover);
    }
  }

  #along([ax, ay], [bx, by], reach, near) {
    const dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy || 1;
    const top = Math.max(0, Math.floor(Math.min(ay, by) - reach)), bottom = Math.min(this.height - 1, Math.ceil(Math.max(ay, by) + reach));
    const left = Math.max(0, Math.floor(Math.min(ax, bx) - reach)), right = Math.min(this.width - 1, Math.ceil(Math.max(ax, bx) + reach));
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const t = Math.max(0, Math.min(1, ((x + 0.5 - ax) * dx + (y + 0.5 - ay) * dy) / square));
        const d = Math.hypot(x + 0.5 - ax - t * dx, y + 0.5 - ay - t * dy);
        const at = y * this.width + x;
        if (d < (near.get(at) ?? reach)) near.set(at, d);
      }
    }
  }

  #blend(x, y, paint, cover) {
    const at = (y * this.width + x) * 3;
    for (let k = 0; k < 3; k++) this.pixels[at + k] = this.pixels[at + k] * (1 - cover) + paint[k] * cover;
  }

  png() {
    const row = this.width * 3;
    const raw = Buffer.alloc((row + 1) * this.height);
    for (let y = 0; y < this.height; y++) {
      raw[y * (row + 1)] = y ? 2 : 0; // each line as its difference from the one above
      for (let i = 0; i < row; i++) {
        const above = y ? this.pixels[(y - 1) * row + i] : 0;
        raw[y * (row + 1) + 1 + i] = this.pixels[y * row + i] - above;
      }
    }
    const head = Buffer.alloc(13);
    head.writeUInt32BE(this.width, 0);
    head.writeUInt32BE(this.height, 4);
    head.set([8, 2, 0, 0, 0], 8); // eight bits, red green blue
    const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
    return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", zlib.deflateSync(raw, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
  }
}

function chunk(kind, body) {
  const all = Buffer.alloc(body.length + 12);
  all.writeUInt32BE(body.length, 0);
  all.write(kind, 4, "latin1");
  body.copy(all, 8);
  all.writeUInt32BE(crc32(all.subarray(4, body.length + 8)), body.length + 8);
  return all;
}

/** The check sum of a chunk; node's own only exists from version 20.15 on. */
function crc32(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  let crc = -1;
  for (const b of bytes) {
    crc ^= b;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ -1) >>> 0;
}

function rgb(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

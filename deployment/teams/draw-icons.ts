import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

/**
 * Draws the two icons that a Teams app must have, a speech bubble with a tick: `color.png` (192 × 192) and
 * `outline.png` (32 × 32, white on nothing). Run it with Node after a change; a clinic may put its own in their place.
 */
interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  /** 0 to 1. */
  readonly cover: number;
}
type Point = readonly [x: number, y: number];

const accent = { red: 0x1c, green: 0x6b, blue: 0x66 };
const white = { red: 255, green: 255, blue: 255 };

/** The drawing is one unit wide; distances are negative inside. */
const bubble = (at: Point): number =>
  Math.min(roundedBox(at, { middle: [0.5, 0.45], half: [0.33, 0.26], radius: 0.11 }), tail(at));
const tick = (at: Point): number =>
  Math.min(line(at, [0.37, 0.46], [0.46, 0.55]), line(at, [0.46, 0.55], [0.64, 0.35]));

draw('color.png', 192, (at, width) => {
  const drawn = Math.min(inside(bubble(at), width), 1 - inside(tick(at) - 0.035, width));
  const mix = (from: number, to: number) => Math.round(from + (to - from) * drawn);
  return {
    red: mix(accent.red, white.red),
    green: mix(accent.green, white.green),
    blue: mix(accent.blue, white.blue),
    cover: 1,
  };
});

draw('outline.png', 32, (at, width) => {
  const border = Math.abs(bubble(grown(at)) + 0.035) - 0.035;
  return { ...white, cover: Math.max(inside(border, width), inside(tick(grown(at)) - 0.04, width)) };
});

/** The small icon fills its square; the large one leaves room for the corners that Teams cuts off. */
function grown([x, y]: Point): Point {
  return [(x - 0.5) * 0.75 + 0.5, (y - 0.5) * 0.75 + 0.49];
}

function roundedBox([x, y]: Point, box: { middle: Point; half: Point; radius: number }): number {
  const across = Math.abs(x - box.middle[0]) - box.half[0] + box.radius;
  const down = Math.abs(y - box.middle[1]) - box.half[1] + box.radius;
  return (
    Math.hypot(Math.max(across, 0), Math.max(down, 0)) + Math.min(Math.max(across, down), 0) - box.radius
  );
}

/** A triangle that hangs from the bubble's left half. */
function tail([x, y]: Point): number {
  const slanted = (x - 0.3 - (0.84 - y) * 0.75) / 1.25;
  return Math.max(0.3 - x, slanted, 0.6 - y, y - 0.84);
}

function line([x, y]: Point, from: Point, to: Point): number {
  const [across, down] = [to[0] - from[0], to[1] - from[1]];
  const along = ((x - from[0]) * across + (y - from[1]) * down) / (across ** 2 + down ** 2);
  const nearest = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from[0] - nearest * across, y - from[1] - nearest * down);
}

/** How much of a pixel is covered, 0 to 1. */
function inside(distance: number, width: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance * width));
}

function draw(name: string, width: number, colourAt: (at: Point, width: number) => Colour): void {
  const row = 1 + width * 4; // each row begins with its filter, none
  const pixels = Buffer.alloc(row * width);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const { red, green, blue, cover } = colourAt([(x + 0.5) / width, (y + 0.5) / width], width);
      pixels.set([red, green, blue, Math.round(cover * 255)], y * row + 1 + x * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  header.set([8, 6], 8); // eight bits each of red, green, blue and cover
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(pixels, { level: 9 })), chunk('IEND')];
  writeFileSync(new URL(name, import.meta.url), Buffer.concat([signature, ...parts]));
}

function chunk(name: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

// Draws a QR code (ISO/IEC 18004) without a library, so that the tablet makes codes without connection.

import { ALIGNED, binary, encoded } from "./qr-blocks.js";

const LEVEL_M = 0;
const FINDER = 7;
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  x => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

// Return the code's modules as rows of 0 and 1, with the mask that is easiest to scan.
export function modulesOf(text) {
  const { version, bits } = encoded(text);
  const drawn = MASKS.map((mask, index) => draw(version, bits, mask, index));
  const ratings = drawn.map(penalty);
  return drawn[ratings.indexOf(Math.min(...ratings))];
}

// Return the modules as the path of an SVG picture.
export function pathOf(modules) {
  return modules.flatMap((row, y) => row.map((bit, x) => (bit ? `M${x} ${y}h1v1h-1z` : ""))).join("");
}

function draw(version, bits, mask, number) {
  const size = 17 + 4 * version;
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => null));
  const put = (x, y, bit) => { if (rows[y]?.[x] !== undefined) rows[y][x] = bit ? 1 : 0; };
  for (let index = 0; index < size; index += 1) {
    put(6, index, index % 2 === 0);
    put(index, 6, index % 2 === 0);
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(put, x, y, 4, [0, 1, 3]);
  for (const x of ALIGNED[version - 1]) {
    for (const y of ALIGNED[version - 1]) if (!isCorner(x, y, size)) square(put, x, y, 2, [0, 2]);
  }
  formatInto(put, size, number);
  versionInto(put, size, version);
  fill(rows, size, bits, mask);
  return rows;
}

const isCorner = (x, y, size) => (x === 6 && (y === 6 || y === size - 7)) || (x === size - 7 && y === 6);

function square(put, middleX, middleY, reach, dark) {
  for (let y = -reach; y <= reach; y += 1) {
    for (let x = -reach; x <= reach; x += 1) {
      put(middleX + x, middleY + y, dark.includes(Math.max(Math.abs(x), Math.abs(y))));
    }
  }
}

function formatInto(put, size, mask) {
  const data = (LEVEL_M << 3) | mask;
  let rest = data;
  for (let index = 0; index < 10; index += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = binary(((data << 10) | rest) ^ 0x5412, 15).reverse();
  const around = [0, 1, 2, 3, 4, 5, 7, 8];
  around.forEach((at, index) => put(8, at, bits[index]));
  [7, 5, 4, 3, 2, 1, 0].forEach((at, index) => put(at, 8, bits[8 + index]));
  for (let index = 0; index < 8; index += 1) put(size - 1 - index, 8, bits[index]);
  for (let index = 8; index < 15; index += 1) put(8, size - 15 + index, bits[index]);
  put(8, size - 8, 1);
}

function versionInto(put, size, version) {
  if (version < FINDER) return;
  let rest = version;
  for (let index = 0; index < 12; index += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = binary((version << 12) | rest, 18).reverse();
  bits.forEach((bit, index) => {
    const [far, near] = [size - 11 + (index % 3), Math.floor(index / 3)];
    put(far, near, bit);
    put(near, far, bit);
  });
}

// From the right, two columns at a time, up and down in turn, around what is drawn already.
function fill(rows, size, bits, mask) {
  let index = 0;
  for (let right = size - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (rows[y][x] !== null) continue;
        rows[y][x] = (bits[index] ?? 0) ^ (mask(x, y) ? 1 : 0);
        index += 1;
      }
    }
  }
}

function penalty(rows) {
  const columns = rows.map((_row, x) => rows.map(row => row[x]));
  const lines = [...rows, ...columns].map(line => line.join(""));
  let sum = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/gu) ?? []) sum += run.length - 2;
    sum += 40 * (line.match(/(?=10111010000|00001011101)/gu) ?? []).length;
  }
  for (let y = 1; y < rows.length; y += 1) {
    for (let x = 1; x < rows.length; x += 1) {
      const around = rows[y][x] + rows[y - 1][x] + rows[y][x - 1] + rows[y - 1][x - 1];
      if (around === 0 || around === 4) sum += 3;
    }
  }
  const dark = rows.flat().reduce((count, bit) => count + bit, 0) / rows.length ** 2;
  return sum + 10 * Math.floor(Math.abs(dark * 100 - 50) / 5);
}

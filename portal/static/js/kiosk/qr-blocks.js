// The data of a QR code (ISO/IEC 18004): bytes, error correction level M, versions 1 to 10.

const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26]; // bytes in each block, by version
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const TOTAL = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346];

export const ALIGNED = [
  [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
];

const room = version => TOTAL[version - 1] - CORRECTION[version - 1] * BLOCKS[version - 1];
const lengthBits = version => (version < 10 ? 8 : 16);

// Return the smallest version for a text, and its bits with error correction, in the order of drawing.
export function encoded(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = CORRECTION.findIndex((_size, index) => fits(bytes, index + 1)) + 1;
  if (!version) throw new RangeError("The text is too long for a code.");
  return { version, bits: bitsOf(interleaved(filled(bytes, version), version)) };
}

const fits = (bytes, version) => 4 + lengthBits(version) + bytes.length * 8 <= room(version) * 8;

function filled(bytes, version) {
  const bits = [...binary(4, 4), ...binary(bytes.length, lengthBits(version))];
  for (const byte of bytes) bits.push(...binary(byte, 8));
  const size = room(version) * 8;
  bits.push(...binary(0, Math.min(4, size - bits.length)));
  bits.push(...binary(0, (8 - (bits.length % 8)) % 8));
  for (let pad = 0xec; bits.length < size; pad ^= 0xec ^ 0x11) bits.push(...binary(pad, 8));
  return Array.from({ length: size / 8 }, (_none, index) => number(bits.slice(index * 8, index * 8 + 8)));
}

export const binary = (value, length) => Array.from({ length }, (_none, index) => (value >>> (length - 1 - index)) & 1);
const number = bits => bits.reduce((sum, bit) => sum * 2 + bit, 0);
const bitsOf = bytes => bytes.flatMap(byte => binary(byte, 8));

// Cut the data into blocks, add to each its correction, and take a byte of each in turn.
function interleaved(data, version) {
  const count = BLOCKS[version - 1];
  const shorter = Math.floor(data.length / count);
  const longer = data.length % count;
  const divisor = generator(CORRECTION[version - 1]);
  const blocks = [];
  for (let index = 0, from = 0; index < count; index += 1) {
    const size = shorter + (index >= count - longer ? 1 : 0);
    blocks.push(data.slice(from, from + size));
    from += size;
  }
  return [...inTurn(blocks), ...inTurn(blocks.map(block => remainder(block, divisor)))];
}

function inTurn(blocks) {
  const longest = Math.max(...blocks.map(block => block.length));
  const turns = Array.from({ length: longest }, (_none, index) => blocks.map(block => block[index]));
  return turns.flat().filter(byte => byte !== undefined);
}

// Multiply in the field of 256 elements whose polynomial is 0x11d.
function times(one, other) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((other >>> bit) & 1) * one;
  }
  return product;
}

function generator(degree) {
  const result = Array.from({ length: degree }, () => 0);
  result[degree - 1] = 1;
  for (let root = 1, index = 0; index < degree; index += 1, root = times(root, 2)) {
    for (let at = 0; at < degree; at += 1) {
      result[at] = times(result[at], root) ^ (result[at + 1] ?? 0);
    }
  }
  return result;
}

function remainder(data, divisor) {
  const result = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ result.shift();
    result.push(0);
    divisor.forEach((coefficient, index) => { result[index] ^= times(coefficient, factor); });
  }
  return result;
}

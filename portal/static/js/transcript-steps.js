// The checks of verify_transcript.py, with the browser's own cryptography.

const FORMAT = "practicum-transcript/1";
const NOTE = /^(([^\s]+)\n(0|[1-9][0-9]{0,14})\n([^\s]+)\n)\n\u2014 \2 ([^\s]+)\n$/;
const SUMS = ["minutes", "clients", "paper_minutes"];
const PAPER = ["transfer", "opening"];
const bytes = (text) => new TextEncoder().encode(text);

class Refused extends Error {
  constructor(code, params = {}) {
    super(code);
    Object.assign(this, { code, params });
  }
}

function need(holds, code = "malformed", params = {}) {
  if (!holds) throw new Refused(code, params);
}

/** Yield each step's name and function; later steps use the results of earlier ones. */
export function* steps(text, trusted) {
  const now = {};
  yield ["form", () => readForm(now, text)];
  yield ["keys", () => readKeys(now)];
  yield ["trust", () => compareKeys(now, trusted)];
  yield ["checkpoint", () => readCheckpoint(now)];
  yield ["statement", () => readStatement(now)];
  yield ["entries", () => readEntries(now)];
  yield ["totals", () => addUp(now)];
}

function readForm(now, text) {
  const names = "checkpoint entries format key_id keys signature statement";
  now.file = canonical(text.replace(/\n$/, ""));
  fields(now.file, names);
  need(now.file.format === FORMAT);
}

async function readKeys(now) {
  now.keys = await chainOf(now.file.keys);
  return { count: now.keys.size };
}

async function compareKeys(now, trusted) {
  const { keys: chain } = now.file;
  const both = Math.min(chain.length, trusted.length);
  const alike = written(chain.slice(0, both)) === written(trusted.slice(0, both));
  need(both && alike, "key_unpublished");
  now.keys = await chainOf(chain.length < trusted.length ? trusted : chain);
}

async function readCheckpoint(now) {
  const [, body, origin, size, root, line] = NOTE.exec(now.file.checkpoint);
  now.size = Number(size);
  now.log = { origin, root: hex(unpacked(root, 32)), size: now.size };
  const blob = unpacked(line, 68);
  for (const [id, key] of now.keys) {
    const mark = await sha256(bytes(`${origin}\n\u0001`), key.raw);
    if (hex(mark.slice(0, 4)) === hex(blob.slice(0, 4))) {
      await check(now.keys, id, now.size + 1, now.size, blob.slice(4), body, "unsigned");
      return now.log;
    }
  }
  throw new Refused("malformed");
}

async function readStatement(now) {
  const { key_id: id, signature, statement } = now.file;
  const signed = unpacked(signature, 64);
  await check(now.keys, id, now.size + 1, now.size, signed, statement, "unsigned");
  now.said = canonical(statement);
  need(now.said.format === FORMAT && written(now.said.log) === written(now.log), "log_differs");
  return { number: now.said.number, student: now.said.student.name };
}

async function readEntries(now) {
  now.entries = [];
  for (const record of now.file.entries) now.entries.push(await entryOf(record, now));
  const numbers = now.entries.map((entry) => entry.seq);
  const ascending = numbers.every((seq, at) => at === 0 || numbers[at - 1] < seq);
  need(ascending && written(numbers) === written(now.said.entries), "entries_differ");
  return { count: numbers.length };
}

async function entryOf(record, now) {
  fields(record, "key_id payload proof signature");
  const said = canonical(record.payload);
  const { seq } = said;
  const signed = unpacked(record.signature, 64);
  await check(now.keys, record.key_id, seq, seq, signed, record.payload, "entry_unsigned", { seq });
  const leaf = await sha256([0], bytes(record.payload));
  const root = await rootBy(leaf, seq - 1, now.size - 1, record.proof);
  need(root && hex(root) === now.log.root, "entry_unproven", { seq });
  need((said.session ?? said).enrollment === now.said.study.enrollment, "entries_differ");
  return { ...said, leaf_hash: hex(leaf) };
}

/** RFC 9162, section 2.1.3.2. Sizes stay below 2^53 but may exceed 32 bits, so they are halved without bitwise operators. */
async function rootBy(leaf, node, last, proof) {
  let root = leaf;
  const up = () => [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  for (const each of proof) {
    while (node === last && last > 0 && node % 2 === 0) up();
    if (last === 0) return null;
    const other = unpacked(each, 32);
    root = node % 2 ? await sha256([1], other, root) : await sha256([1], root, other);
    up();
  }
  return node === 0 && last === 0 ? root : null;
}

function addUp(now) {
  const sums = new Map();
  const add = (category, amounts) =>
    SUMS.forEach((name, at) => {
      const key = written([category, name]);
      need(Number.isSafeInteger(amounts[at]));
      sums.set(key, (sums.get(key) ?? 0) + amounts[at]);
    });
  const takeable = now.entries.filter((entry) => entry.kind !== "reversal");
  const standing = new Map(takeable.map((entry) => [entry.leaf_hash, entry]));
  for (const entry of now.entries) {
    const source = "reverses" in entry ? takenBack(entry, standing) : entry;
    const paper = PAPER.includes(source.kind) ? entry.minutes : 0;
    add((source.session ?? source).category, [entry.minutes, entry.clients, paper]);
  }
  for (const row of now.said.requirements) add(row.category, SUMS.map((name) => -row[name]));
  for (const [key, left] of sums) need(left === 0, "totals_differ", { category: JSON.parse(key)[0] });
  return { minutes: now.said.requirements.reduce((sum, row) => sum + row.minutes, 0) };
}

function takenBack(entry, standing) {
  const { leaf_hash: leaf, seq } = entry.reverses;
  const source = standing.get(leaf);
  standing.delete(leaf);
  const opposite = source && entry.minutes === -source.minutes && entry.clients === 0 - source.clients;
  need(opposite && source.seq === seq, "reversal_wrong", { seq: entry.seq });
  return source;
}

async function chainOf(records) {
  const keys = new Map();
  let before = null;
  for (const [at, record] of records.entries()) {
    fields(record, "endorsement signature statement");
    const said = canonical(record.statement);
    const { key_id: id, first_seq: first, key } = said;
    const number = { number: at + 1 };
    const thumbprint = await sha256(bytes(`{"crv":"Ed25519","kty":"OKP","x":"${key.x}"}`));
    const fits = id === base64url(thumbprint) && said.previous === before && first > 0;
    need(fits && Boolean(before) === Boolean(record.endorsement), "key_broken", number);
    keys.set(id, { raw: unpacked(standard(key.x), 32), first, end: Infinity });
    const signed = unpacked(record.signature, 64);
    await check(keys, id, first, first, signed, record.statement, "key_broken", number);
    if (before) {
      const endorsed = unpacked(record.endorsement, 64);
      await check(keys, before, first, first, endorsed, record.statement, "key_broken", number);
      keys.get(before).end = first;
    }
    before = id;
  }
  return keys;
}

async function check(keys, id, since, until, signature, text, code, params) {
  const key = keys.get(id);
  need(key && key.first <= since && until < key.end, "key_unknown", { key: id });
  key.imported ??= await crypto.subtle.importKey("raw", key.raw, { name: "Ed25519" }, false, ["verify"]);
  const fits = await crypto.subtle.verify({ name: "Ed25519" }, key.imported, signature, bytes(text));
  need(fits, code, params);
}

async function sha256(...parts) {
  const whole = new Uint8Array(parts.flatMap((part) => [...part]));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

function canonical(text) {
  const value = JSON.parse(text);
  need(written(value) === text);
  return value;
}

/** RFC 8785: keys sorted by UTF-16 code units, no whitespace. */
function written(value) {
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${written(value[name])}`).join(",")}}`;
}

function fields(value, names) {
  need(value && Object.keys(value).sort().join(" ") === names);
}

function unpacked(text, length) {
  const data = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  need(data.length === length && btoa(String.fromCharCode(...data)) === text);
  return data;
}

const standard = (text) => `${text.replaceAll("-", "+").replaceAll("_", "/")}=`;
const hex = (data) => [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function base64url(data) {
  return btoa(String.fromCharCode(...data)).replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
}

// Keys, signatures, checkpoints and the tree that they are heads of, as in verify_transcript.py.

import { PATTERNS, canonical, need, shaped } from "./transcript-shapes.js";

export const bytes = (text) => new TextEncoder().encode(text);
export const hex = (data) => [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const toBase64 = (data) => btoa(String.fromCharCode(...data));
const fromBase64url = (text) => fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
export const same = (one, other) => hex(one) === hex(other);

export async function sha256(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

// Keys and signatures

/** Return the keys by their ids, oldest first. `end` is the first entry that a key no longer signs. */
export async function keysOf(chain) {
  const keys = new Map();
  let before = null;
  for (const [at, record] of chain.entries()) {
    const text = record.statement;
    const said = canonical(text);
    shaped(said, "signing_key", `keys.${at + 1}.statement`);
    const { key_id: id, first_seq: first, previous_compromised_since: since } = said;
    const fits =
      id === (await thumbprint(said.key.x)) &&
      !keys.has(id) &&
      said.previous === before &&
      first >= (keys.get(before)?.first ?? 1) &&
      (before !== null || since === null) &&
      (before === null) === (record.endorsement === null);
    need(fits, "key_broken", { number: at + 1 });
    keys.set(id, { raw: fromBase64url(said.key.x), first, end: null, stolenSince: null });
    for (const [signer, signature] of [[id, record.signature], [before, record.endorsement]]) {
      if (signer === null) continue;
      const good = await isSigned(keys.get(signer), fromBase64(signature), text);
      need(good, "key_broken", { number: at + 1 });
    }
    if (before) Object.assign(keys.get(before), { end: first, stolenSince: since });
    before = id;
  }
  return keys;
}

async function thumbprint(x) {
  const digest = await sha256(bytes(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`));
  return toBase64(digest).replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
}

export const newest = (keys) => [...keys.keys()].at(-1);

/**
 * Refuse an invalid signature, or one by a key that was not in use for these entries.
 * For a head of n entries they are n + 1 and n: at a change of keys, either key may sign.
 */
export async function checkSignature(keys, id, [since, until], signature, text, code, params) {
  const key = keys.get(id);
  const inUse = key && key.first <= since && (key.end === null || until < key.end);
  need(inUse, "key_unknown", { key: id });
  need(await isSigned(key, signature, text), code, params);
}

/** Check a signature so strictly that all implementations agree (see docs/transcript-format.md). */
export async function isSigned(key, signature, text) {
  if (signature.length !== 64 || isWeak(key.raw) || isWeak(signature.slice(0, 32))) return false;
  const algorithm = { name: "Ed25519" };
  try {
    key.imported ??= await crypto.subtle.importKey("raw", key.raw, algorithm, false, ["verify"]);
  } catch {
    return false; // not a point of the curve
  }
  return crypto.subtle.verify(algorithm, key.imported, signature, bytes(text));
}

const PRIME = 2n ** 255n - 19n;
const EIGHTH = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
const SMALL_ORDER = [0n, 1n, PRIME - 1n, EIGHTH, PRIME - EIGHTH];

/** Return whether a point is of small order, or not written in the one canonical way. */
function isWeak(point) {
  const y = BigInt.asUintN(255, BigInt(`0x${hex([...point].reverse())}`));
  return y >= PRIME || SMALL_ORDER.includes(y);
}

// Checkpoints

const DASH = "\u2014";
export const NAME = "[^\\0- +\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const LINE = `${DASH} (${NAME}) ([0-9A-Za-z+/]+={0,2})\\n`;
const NOTE = new RegExp(
  `^((${NAME})\\n(0|[1-9][0-9]{0,15})\\n(${PATTERNS.digest})\\n)\\n((?:${LINE}){1,100})$`,
);
const LOG = 1; // the type of its keys in a signed note
const EMPTY_ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** Read a signed note. `signers` are the school's keys that signed it, `signer` the newest or null. */
export async function headOf(note, keys) {
  const found = NOTE.exec(note);
  need(found && Number.isSafeInteger(Number(found[3])), "note_malformed");
  const [, body, origin, digits, root, signatures] = found;
  const size = Number(digits);
  const lines = [...signatures.matchAll(new RegExp(LINE, "g"))];
  const head = { body, origin, size, root: fromBase64(root), signers: [], signer: null };
  head.lines = lines.map(([, name, text]) => ({ name, blob: unpacked(text) }));
  for (const [id, key] of keys) {
    const mark = await keyHash(origin, LOG, key.raw);
    for (const { name, blob } of head.lines) {
      if (name !== origin || !same(blob.slice(0, 4), mark)) continue;
      await checkSignature(keys, id, [size + 1, size], blob.slice(4), body, "note_unsigned");
      head.signers.push(id);
      head.signer = id;
    }
  }
  return head;
}

/** Return the bytes of a signature line: a key's hash and at least one byte more. */
export function unpacked(text) {
  let data = [];
  try {
    data = fromBase64(text);
  } catch {
    // not base64
  }
  need(data.length > 4 && toBase64(data) === text, "note_malformed");
  return data;
}

export async function keyHash(name, kind, raw) {
  return (await sha256(bytes(`${name}\n`), [kind], raw)).slice(0, 4);
}

// The tree. Sizes stay below 2^53 but may exceed 32 bits, so they are halved without bitwise operators.

/** Return the roots of the smaller and of the whole tree that a proof leads to (RFC 9162 §2.1.3-4). */
async function climb(start, end, first, path) {
  let [node, last, old, whole] = [start, end, first, first];
  const up = () => [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  for (const each of path) {
    if (last === 0) return null;
    if (node % 2 || node === last) {
      [old, whole] = [await joined(each, old), await joined(each, whole)];
      while (node && node % 2 === 0) up();
    } else whole = await joined(whole, each);
    up();
  }
  return last === 0 ? [old, whole] : null;
}

const joined = (left, right) => sha256([1], left, right);

export async function isIncluded(leaf, seq, head, path) {
  const roots = seq <= head.size ? await climb(seq - 1, head.size - 1, leaf, path) : null;
  return roots !== null && same(roots[1], head.root);
}

/** Return whether a larger head is proved to continue a smaller one that has entries. */
export async function isConsistent(old, larger, path) {
  if (old.size === 0 || old.size >= larger.size) return false;
  let [node, last] = [old.size - 1, larger.size - 1];
  while (node % 2) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  // A complete tree is part of the larger one.
  const [start, ...rest] = node ? path : [old.root, ...path];
  const roots = start ? await climb(node, last, start, rest) : null;
  return roots !== null && same(roots[0], old.root) && same(roots[1], larger.root);
}

/** Return whether a head is one of the transcript's log, or null if nothing shows it. */
export async function compared(now, head) {
  const known = [now.head, ...now.heads].find((each) => each.size === head.size);
  if (known) return same(known.root, head.root);
  const [old, larger] = [now.head, head].sort((one, other) => one.size - other.size);
  if (old.size === 0) return hex(old.root) === EMPTY_ROOT;
  const answer = await answerOf(
    now,
    `/verify/consistency?from=${old.size}&to=${larger.size}`,
    "growth",
  );
  if (!answer || answer.from !== old.size || answer.to !== larger.size) return null;
  const path = answer.proof.map(fromBase64);
  if (await isConsistent(old, larger, path)) return true;
  const others = [unhex(answer.from_root), unhex(answer.to_root)];
  const isOther = !same(others[0], old.root) || !same(others[1], larger.root);
  const heads = [{ ...old, root: others[0] }, { ...larger, root: others[1] }];
  return isOther && (await isConsistent(...heads, path)) ? false : null;
}

/** Note a head into which the log continues. One that vouches does so for a key that has ended. */
export function continues(now, head, vouches) {
  if (head.size < now.head.size) return;
  now.heads.push(head);
  now.isContinued ||= vouches;
}

/** Return what the school's site answers. Null: it cannot be asked, or says something else. */
export async function answerOf(now, path, shape) {
  if (!now.ask || !now.trusted) return null;
  try {
    const answer = JSON.parse(await now.ask(now.said.school.site, path));
    shaped(answer, shape, path);
    return answer;
  } catch {
    return null;
  }
}

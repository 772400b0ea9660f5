// The checks of verify_transcript.py in the browser, with its own cryptography: the same steps, codes and
// verdicts for every file. docs/transcript-format.md specifies them.

import { checkChain, checkFacts, checkHours, checkTotals, entryOf } from "./transcript-entries.js";
import {
  answerOf,
  bytes,
  checkSignature,
  compared,
  continues,
  fromBase64,
  headOf,
  hex,
  isConsistent,
  keysOf,
  newest,
  sha256,
} from "./transcript-log.js";
import { cosigners, isMet } from "./transcript-policy.js";
import {
  MAX_BYTES,
  Refused,
  canonical,
  isObject,
  need,
  shaped,
  written,
} from "./transcript-shapes.js";

const NEWER = /^practicum-transcript\/([3-9]|[1-9][0-9]+)$/;
const OPEN = new Set([
  "newer_format",
  "trust_open",
  "pinned_open",
  "online_untrusted",
  "online_open",
  "ended",
  "stolen",
  "witnesses_open",
]);

// Except the space, and the joiners that some scripts need.
const UNSEEN = /(?![ \u200c\u200d])[\p{C}\p{Z}]/gu;
const LONGEST = 300;

// Each step returns the code and parameters of its sentence, or null if it does not apply.
const STEPS = {
  form: checkForm,
  keys: checkKeys,
  trust: checkTrust,
  checkpoint: checkCheckpoint,
  statement: checkStatement,
  entries: checkEntries,
  chain: checkChain,
  facts: checkFacts,
  hours: checkHours,
  totals: checkTotals,
  pinned: checkPinned,
  online: checkOnline,
  period: checkPeriod,
  witnesses: checkWitnesses,
};

/**
 * Yield the steps up to the first that failed: { name, ok, code, params }. `ok` is null if a step is open.
 *
 * `data` are the file's bytes. What a reader has: `trusted`, the published chain of keys; `kept`, notes of
 * checkpoints; `policy`, from policyOf(); and `ask`, which returns what a site, its first argument, answers
 * for a path.
 */
export async function* check(data, { trusted = null, kept = [], policy = null, ask = null } = {}) {
  const now = { data, trusted, kept, policy, ask };
  for (const [name, step] of Object.entries(STEPS)) {
    const found = await attempt(step, now);
    if (!found) continue;
    const [code, params, failed] = found;
    const ok = failed ? false : OPEN.has(code) ? null : true;
    yield { name, ok, code, params: printable(params) };
    if (failed || code === "newer_format") return;
  }
}

/** Return VALID, REFUSED or UNKNOWN. */
export function verdictOf(steps) {
  if (steps.some((step) => step.ok === false)) return "REFUSED";
  return steps.some((step) => step.ok === null) ? "UNKNOWN" : "VALID";
}

/** Return parameters without anything that turns or hides letters, at a length to read. */
function printable(params) {
  const spelled = (letter) => `\\u{${letter.codePointAt(0).toString(16)}}`;
  const seen = (text) => text.slice(0, LONGEST).replace(UNSEEN, spelled);
  const each = ([name, it]) => [name, typeof it === "string" ? seen(it) : it];
  return Object.fromEntries(Object.entries(params).map(each));
}

async function attempt(step, now) {
  try {
    return await step(now);
  } catch (error) {
    // Whatever the file made the browser throw.
    return error instanceof Refused ? [error.code, error.params, true] : ["malformed", {}, true];
  }
}

function checkForm(now) {
  need(now.data.length <= MAX_BYTES, "too_large");
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(now.data);
  now.file = canonical(text.replace(/\n$/, ""));
  need(isObject(now.file) && typeof now.file.format === "string" && text.endsWith("\n"));
  if (NEWER.test(now.file.format)) return ["newer_format", {}];
  shaped(now.file, "file", "file");
  return ["form", {}];
}

async function checkKeys(now) {
  now.keys = await keysOf(now.file.keys);
  return ["keys", { count: now.keys.size }];
}

/** Older keys endorse newer ones, so one of the two lists must begin with the other. */
async function checkTrust(now) {
  const { file: { keys: chain }, trusted } = now;
  if (!trusted) return ["trust_open", { key: newest(now.keys) }];
  const both = Math.min(chain.length, trusted.length);
  const alike = written(chain.slice(0, both)) === written(trusted.slice(0, both));
  need(both && alike, "key_unpublished");
  now.keys = await keysOf(chain.length < trusted.length ? trusted : chain);
  return ["trust", {}];
}

async function checkCheckpoint(now) {
  const { checkpoint, later } = now.file;
  now.head = await headOf(checkpoint, now.keys);
  need(now.head.signer, "note_unsigned");
  Object.assign(now, { heads: [], isContinued: false });
  if (later) {
    const newer = await headOf(later.checkpoint, now.keys);
    need(newer.signer, "note_unsigned");
    const path = later.proof.map(fromBase64);
    need(newer.origin === now.head.origin, "later_unproven");
    need(await isConsistent(now.head, newer, path), "later_unproven");
    continues(now, newer, newer.signer === newest(now.keys));
  }
  return ["checkpoint", { size: now.head.size, root: hex(now.head.root) }];
}

async function checkStatement(now) {
  const { key_id: id, signature, statement } = now.file;
  const { origin, root, size } = now.head;
  const signed = fromBase64(signature);
  await checkSignature(now.keys, id, [size + 1, size], signed, statement, "unsigned");
  now.said = canonical(statement);
  shaped(now.said, "stated", "statement");
  need(written(now.said.log) === written({ origin, root: hex(root), size }), "log_differs");
  return ["statement", { number: now.said.number, student: now.said.student.name }];
}

async function checkEntries(now) {
  now.entries = [];
  for (const [at, record] of now.file.entries.entries()) {
    const entry = await entryOf(record, `entries.${at + 1}`, now);
    need(at === 0 || now.entries[at - 1].seq < entry.seq, "entry_order", { seq: entry.seq });
    now.entries.push(entry);
  }
  if (now.entries.some((entry) => entry.isNewer)) return ["newer_format", {}];
  return ["entries", { count: now.entries.length }];
}

async function checkPinned(now) {
  const heads = [];
  for (const note of now.kept) heads.push(await headOf(note, now.keys));
  heads.sort((one, other) => one.size - other.size);
  const roots = new Map([now.head, ...now.heads].map(({ root, size }) => [size, hex(root)]));
  const unclear = [];
  let agreed = 0;
  for (const head of heads) {
    const { size } = head;
    need(head.origin === now.head.origin, "pinned_other", { size });
    let agrees = null;
    if (head.signer) {
      if (!roots.has(size)) roots.set(size, hex(head.root));
      agrees = roots.get(size) === hex(head.root) && (await compared(now, head));
      need(agrees !== false, "rewritten", { agreed, size });
    }
    if (agrees) {
      agreed = size;
      continues(now, head, true);
    } else unclear.push(size);
  }
  if (unclear.length) return ["pinned_open", { size: unclear[0] }];
  return heads.length ? ["pinned", { count: heads.length }] : null;
}

async function checkOnline(now) {
  if (!now.ask) return null;
  if (!now.trusted) return ["online_untrusted", {}]; // anyone could have named this site
  const answer = await answerOf(now, `/verify/${now.said.code}/status`, "standing");
  if (!answer) return ["online_open", {}];
  const { checkpoint, state, statement } = answer;
  const since = answer.since?.slice(0, 10);
  need(state !== "unknown", "online_unknown");
  need(statement === hex(await sha256(bytes(now.file.statement))), "online_other");
  need(state !== "revoked", "revoked", { since });
  const head = await headOf(checkpoint, now.keys).catch(() => null);
  const usable = head?.signer && head.origin === now.head.origin;
  const agrees = usable ? await compared(now, head) : null;
  need(agrees !== false, "online_rewritten");
  if (agrees === null) return ["online_open", {}];
  continues(now, head, head.signer === newest(now.keys));
  return state === "superseded" ? ["superseded", { since }] : ["online", {}];
}

/** A key that has ended may be in anyone's hands. The log must be shown to continue under another. */
function checkPeriod(now) {
  const signers = [now.keys.get(now.head.signer), now.keys.get(now.file.key_id)];
  if (signers.every((key) => key.end === null)) return ["period", {}];
  const [since] = signers.flatMap((key) => key.stolenSince?.slice(0, 10) ?? []).sort();
  if (now.isContinued) return [since ? "stolen_continued" : "continued", { since }];
  return [since ? "stolen" : "ended", { since }];
}

async function checkWitnesses(now) {
  if (!now.policy) return null;
  const signed = new Set();
  const heads = [now.head, ...now.heads];
  for (const head of heads) {
    for (const label of await cosigners(head, now.policy)) signed.add(label);
  }
  const enough = isMet(now.policy, signed, heads, now.keys);
  return [enough ? "witnesses" : "witnesses_open", { count: signed.size }];
}

// Witnesses (C2SP tlog-policy and tlog-cosignature), as in verify_transcript.py.

import { NAME, hex, isSigned, keyHash, same, unpacked } from "./transcript-log.js";
import { need } from "./transcript-shapes.js";

const ALONE = new RegExp(`^${NAME}$`);
const [LOG, WITNESS] = [1, 4]; // types of keys in a signed note

/** Read a policy: the keys of logs, of witnesses by label, and groups. Throws if it is none. */
export async function policyOf(text) {
  // eslint-disable-next-line no-control-regex
  need(!/[\0-\x08\x0b-\x1f\x7f]/.test(text));
  const policy = { logs: new Map(), witnesses: new Map(), groups: new Map(), quorum: null };
  const members = [];
  const isKnown = (label) => policy.witnesses.has(label) || policy.groups.has(label);
  const isFree = (label) => label !== "none" && !isKnown(label);
  for (const line of text.split("\n")) {
    const [word, ...rest] = line.replace(/^[ \t]+|[ \t]+$/g, "").split(/[ \t]+/);
    if (word === "log" && (rest.length === 1 || rest.length === 2)) {
      const key = await keyIn(rest[0], LOG);
      need(!policy.logs.has(hex(key.raw)));
      policy.logs.set(hex(key.raw), key.name);
    } else if (word === "witness" && (rest.length === 2 || rest.length === 3)) {
      const key = await keyIn(rest[1], WITNESS);
      need(isFree(rest[0]));
      need(![...policy.witnesses.values()].some(({ raw }) => same(raw, key.raw)));
      policy.witnesses.set(rest[0], key);
    } else if (word === "group" && rest.length > 2) {
      const [label, least, ...own] = rest;
      members.push(...own);
      need(isFree(label) && own.every(isKnown) && new Set(members).size === members.length);
      const count = { any: "1", all: String(own.length) }[least] ?? least;
      need(/^[1-9][0-9]{0,3}$/.test(count) && Number(count) <= own.length);
      policy.groups.set(label, { least: Number(count), own });
    } else if (word === "quorum" && rest.length === 1) {
      need(policy.quorum === null && (rest[0] === "none" || isKnown(rest[0])));
      [policy.quorum] = rest;
    } else need(word === "" || word.startsWith("#"));
  }
  need(policy.quorum !== null);
  return policy;
}

/** Return the name and public key in a verifier key: name+hash+key. */
async function keyIn(vkey, kind) {
  const [name, mark, ...rest] = vkey.split("+");
  const data = unpacked(rest.join("+"));
  need(ALONE.test(name) && data.length === 33 && data[0] === kind);
  const raw = data.slice(1);
  need(mark === hex(await keyHash(name, kind, raw)));
  return { name, raw };
}

/** Return the labels of the policy's witnesses who signed. Refuse a signature that does not match. */
export async function cosigners(head, policy) {
  const labels = [];
  for (const [label, key] of policy.witnesses) {
    const mark = await keyHash(key.name, WITNESS, key.raw);
    for (const { name, blob } of head.lines) {
      if (name !== key.name || !same(blob.slice(0, 4), mark)) continue;
      const seconds = BigInt(`0x0${hex(blob.slice(4, 12))}`);
      const text = `cosignature/v1\ntime ${seconds}\n${head.body}`;
      const good = seconds < 2n ** 63n && (await isSigned(key, blob.slice(12), text));
      need(good, "cosignature_wrong", { name });
      labels.push(label);
    }
  }
  return labels;
}

/** Return whether a policy is met by these witnesses and accepts the log that signed these heads. */
export function isMet(policy, signed, heads, keys) {
  const met = new Set(["none", ...signed]);
  for (const [label, { least, own }] of policy.groups) {
    if (own.filter((each) => met.has(each)).length >= least) met.add(label);
  }
  const isLog = ({ origin, signers }) =>
    signers.some((id) => policy.logs.get(hex(keys.get(id).raw)) === origin);
  const isAccepted = policy.logs.size === 0 || heads.some(isLog);
  return isAccepted && met.has(policy.quorum);
}


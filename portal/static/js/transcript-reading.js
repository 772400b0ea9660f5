// What both checks in the browser need: whether it can check at all, the keys, and sentences.

export class Unable extends Error {}

/** Refuse a browser that cannot check signatures; `words` are what to say. */
export async function needEd25519(words) {
  const raw = new Uint8Array(32);
  raw[0] = 1;
  await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]).catch(() => {
    throw new Unable(words);
  });
}

/** Return the bytes at an address. Throws Unable. */
export async function fetched(address, words) {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) throw new Unable(words);
  return new Uint8Array(await response.arrayBuffer());
}

/** Return the chain of keys that the school has published. Throws Unable. */
export async function publishedKeys(address, words) {
  const list = new TextDecoder().decode(await fetched(address, words));
  try {
    return JSON.parse(list).keys.map((key) => key.practicum);
  } catch {
    throw new Unable(words);
  }
}

/** Return a step's sentence in the page's language. */
export function sentenceOf(sentences, { code, params }) {
  return sentences[code].replace(/\{(\w+)\}/g, (_match, name) => String(params[name] ?? ""));
}

/** Return the step that decides the verdict: the first that failed or is open, if any. */
export const telling = (steps) =>
  steps.find((step) => step.ok === false) ?? steps.find((step) => step.ok === null);

export const stateOf = (step) => ({ true: "ok", false: "failed", null: "open" })[step.ok];

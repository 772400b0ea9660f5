// The tablet's own key, and what it does with it and with the server's: see clinic_hours/kiosk/signatures.

import { keep, read } from "./store.js";

const P256 = { name: "ECDSA", namedCurve: "P-256" };
const VERSION = "practicum-kiosk-1";
const FIELDS = {
  punch: ["uuid", "kind", "number", "pin", "device_seq", "device_at", "badge", "uncertain"],
  heartbeat: ["device_at", "offline_since"],
  request: ["number", "reason", "device_at"],
  "not-me": ["uuid", "device_at"],
};
const INFO = "practicum kiosk PIN";

const utf8 = text => new TextEncoder().encode(text);
const hex = bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, "0")).join("");

export function base64(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, letter => letter.charCodeAt(0));
}

// Make a key that no script can read out, keep it under its thumbprint, and return the public half.
export async function makeKey() {
  const pair = await crypto.subtle.generateKey(P256, false, ["sign", "verify"]);
  const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
  await keep("keys", hex(await crypto.subtle.digest("SHA-256", spki)), pair.privateKey);
  return base64(spki);
}

export const ownKey = thumbprint => read("keys", thumbprint);

// Return the values as text, with a signature over them. A line break would move a value to the next field.
export async function signed(key, device, action, values) {
  const sent = Object.fromEntries(FIELDS[action].map(name => [name, plain(values[name])]));
  const said = [VERSION, action, device, ...FIELDS[action].map(name => sent[name])].join("\n");
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, utf8(said));
  return { ...sent, signature: base64(signature) };
}

const plain = value => String(value ?? "").replace(/\s+/gu, " ");

// Seal a PIN to the server's key, for one punch only.
export async function sealed(server, pin, uuid) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("raw", fromBase64(server.point), curve, false, []);
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const shared = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(INFO) };
  const key = await crypto.subtle.deriveKey(how, shared, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(uuid) }, key, utf8(pin));
  const point = await crypto.subtle.exportKey("raw", own.publicKey);
  return [server.id, base64(point), base64(iv), base64(text)].join(".");
}

export function codeKey(text) {
  const how = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", fromBase64(text), how, false, ["sign"]);
}

// Return the clinic's code of one step, as clinic_hours/kiosk/domain/codes.py does.
export async function codeOf(key, site, step) {
  return hex(await crypto.subtle.sign("HMAC", key, utf8(`${site}/${step}`))).slice(0, 16);
}

// <transcript-check>: fetches a transcript's signed record and checks it here, step by step.
// The steps are those of verify_transcript.py; docs/transcript-format.md specifies them.

import { steps } from "./transcript-steps.js";

class Unable extends Error {}

class TranscriptCheck extends HTMLElement {
  connectedCallback() {
    this.words = this.querySelector("[data-words]").dataset;
    this.sentences = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.button = this.querySelector("button");
    this.result = this.querySelector("[data-part=result]");
    this.button.addEventListener("click", () => this.check());
  }

  async check() {
    this.button.disabled = true;
    for (const step of this.querySelectorAll("[data-step]")) this.forget(step);
    this.say("", "");
    try {
      await this.walk();
    } catch (error) {
      this.say(false, error instanceof Unable ? error.message : this.words.not);
    }
    this.button.disabled = false;
  }

  async walk() {
    if (!(await knowsEd25519())) throw new Unable(this.words.unable);
    const [text, published] = await Promise.all([
      this.fetched(this.dataset.record),
      this.fetched(this.dataset.keys),
    ]);
    const trusted = JSON.parse(published).keys.map((key) => key.practicum);
    for (const [name, step] of steps(text, trusted)) {
      const { code = name, ok, params } = await attempt(step);
      this.show(name, ok, this.sentence(code, params));
      if (!ok) return this.say(false, this.words.not);
    }
    const same = (await hex(JSON.parse(text).statement)) === this.dataset.statement;
    return this.say(same, same ? this.words.all : this.words.other);
  }

  async fetched(address) {
    const response = await fetch(address).catch(() => null);
    if (!response?.ok) throw new Unable(this.words.unreachable);
    return response.text();
  }

  sentence(code, params) {
    const words = this.sentences[code] ?? this.sentences.malformed;
    return words.replace(/\{(\w+)(?:!r)?\}/g, (_match, name) => String(params[name] ?? ""));
  }

  show(name, ok, sentence) {
    const step = this.querySelector(`[data-step="${name}"]`);
    step.classList.add(ok ? "verify-step--ok" : "verify-step--failed");
    const icon = this.querySelector(`[data-icon="${ok ? "ok" : "failed"}"]`);
    step.querySelector(".verify-step__mark").replaceChildren(icon.content.cloneNode(true));
    const state = step.querySelector("[data-part=state]");
    state.dataset.before ??= state.textContent;
    state.textContent = ok ? this.words.passed : this.words.failed;
    step.querySelector("[data-part=sentence]").textContent = sentence;
  }

  forget(step) {
    step.classList.remove("verify-step--ok", "verify-step--failed");
    const state = step.querySelector("[data-part=state]");
    state.textContent = state.dataset.before ?? state.textContent;
    step.querySelector("[data-part=sentence]").textContent = "";
  }

  say(ok, words) {
    this.result.dataset.ok = ok;
    this.result.textContent = words;
  }
}

async function attempt(step) {
  try {
    return { ok: true, params: (await step()) ?? {} };
  } catch (error) {
    return { ok: false, code: error.code ?? "malformed", params: error.params ?? {} };
  }
}

async function knowsEd25519() {
  try {
    const raw = new Uint8Array(32);
    raw[0] = 1;
    await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

async function hex(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

customElements.define("transcript-check", TranscriptCheck);

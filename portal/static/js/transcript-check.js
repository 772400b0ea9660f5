// <transcript-check>: fetches a transcript's signed record when the page opens, and checks it here, step by
// step. The steps are those of verify_transcript.py; docs/transcript-format.md specifies them.

import { hex, sha256 } from "./transcript-log.js";
import { Unable, fetched, needEd25519, publishedKeys, sentenceOf, stateOf } from "./transcript-reading.js";
import { check, verdictOf } from "./transcript-steps.js";

class TranscriptCheck extends HTMLElement {
  connectedCallback() {
    this.words = this.querySelector("[data-words]").dataset;
    this.sentences = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.button = this.querySelector("button");
    this.result = this.querySelector("[data-part=result]");
    this.button.addEventListener("click", () => this.check());
    this.check();
  }

  async check() {
    this.button.disabled = true;
    for (const row of this.querySelectorAll("[data-step]")) this.forget(row);
    this.say("running", this.words.running);
    try {
      this.say(...(await this.found()));
    } catch (error) {
      this.say("failed", error instanceof Unable ? error.message : this.words.not);
    }
    this.button.disabled = false;
  }

  /** Return the state and words of the result. */
  async found() {
    await needEd25519(this.words.unable);
    const [data, trusted] = await Promise.all([
      fetched(this.dataset.record, this.words.unreachable),
      publishedKeys(this.dataset.keys, this.words.unreachable),
    ]);
    const steps = [];
    for await (const step of check(data, { trusted })) {
      steps.push(step);
      this.show(step);
    }
    const verdict = verdictOf(steps);
    if (verdict === "REFUSED") return ["failed", this.words.not];
    if (verdict === "UNKNOWN") return ["open", this.words.some];
    const { statement } = JSON.parse(new TextDecoder().decode(data));
    const digest = hex(await sha256(new TextEncoder().encode(statement)));
    return digest === this.dataset.statement ? ["ok", this.words.all] : ["failed", this.words.other];
  }

  show(step) {
    const row = this.querySelector(`[data-step="${step.name}"]`);
    const state = stateOf(step);
    row.classList.add(`verify-step--${state}`);
    const icon = this.querySelector(`[data-icon="${state}"]`);
    row.querySelector(".verify-step__mark").replaceChildren(icon.content.cloneNode(true));
    const word = row.querySelector("[data-part=state]");
    word.dataset.before ??= word.textContent;
    word.textContent = this.words[state];
    row.querySelector("[data-part=sentence]").textContent = sentenceOf(this.sentences, step);
  }

  forget(row) {
    row.classList.remove("verify-step--ok", "verify-step--failed", "verify-step--open");
    const word = row.querySelector("[data-part=state]");
    word.textContent = word.dataset.before ?? word.textContent;
    row.querySelector("[data-part=sentence]").textContent = "";
  }

  say(state, words) {
    this.result.dataset.state = state;
    this.result.textContent = words;
  }
}

customElements.define("transcript-check", TranscriptCheck);

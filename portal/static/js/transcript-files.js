// <transcript-files>: checks transcripts that are chosen from this computer, several at once. No file
// leaves it; only the school's list of keys is fetched.

import { Unable, needEd25519, publishedKeys, sentenceOf, stateOf, telling } from "./transcript-reading.js";
import { MAX_BYTES } from "./transcript-shapes.js";
import { check, verdictOf } from "./transcript-steps.js";

const PDF = "%PDF-";

class TranscriptFiles extends HTMLElement {
  connectedCallback() {
    this.words = this.querySelector("[data-words]").dataset;
    this.sentences = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.list = this.querySelector("[data-part=files]");
    this.result = this.querySelector("[data-part=result]");
    this.input = this.querySelector("input[type=file]");
    this.input.addEventListener("change", () => this.check([...this.input.files]));
  }

  async check(files) {
    const rows = files.map((file) => this.row(file.name));
    this.list.replaceChildren(...rows);
    this.result.textContent = "";
    try {
      await needEd25519(this.words.unable);
      const trusted = await publishedKeys(this.dataset.keys, this.words.unreachable);
      for (const [at, file] of files.entries()) this.show(rows[at], await this.found(file, trusted));
    } catch (error) {
      if (!(error instanceof Unable)) throw error;
      this.list.replaceChildren();
      this.result.textContent = error.message;
      return;
    }
    this.result.textContent = this.words.done;
  }

  /** Return what a file's row shows: a state, a verdict, a sentence, and the code of a true transcript. */
  async found(file, trusted) {
    const data = new Uint8Array(await file.slice(0, MAX_BYTES + 1).arrayBuffer());
    const text = new TextDecoder().decode(data);
    if (text.startsWith(PDF)) {
      return { state: "open", verdict: this.words.open, sentence: this.words.pdf };
    }
    const steps = [];
    for await (const step of check(data, { trusted })) steps.push(step);
    const step = telling(steps) ?? steps.find(({ name }) => name === "statement");
    const said = verdictOf(steps) === "VALID" ? JSON.parse(JSON.parse(text).statement) : {};
    const state = stateOf(telling(steps) ?? step);
    return { state, verdict: this.words[state], sentence: sentenceOf(this.sentences, step), ...said };
  }

  row(name) {
    const row = this.querySelector("[data-row]").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-part=name]").textContent = name;
    return row;
  }

  show(row, { code, sentence, state, verdict }) {
    row.classList.add(`verify-step--${state}`);
    const icon = this.querySelector(`[data-icon="${state}"]`);
    row.querySelector(".verify-step__mark").replaceChildren(icon.content.cloneNode(true));
    row.querySelector("[data-part=state]").textContent = verdict;
    row.querySelector("[data-part=sentence]").textContent = sentence;
    const link = row.querySelector("a");
    link.hidden = !code;
    link.href = `${this.dataset.verify}${code}/`;
  }
}

customElements.define("transcript-files", TranscriptFiles);

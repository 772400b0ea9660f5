// <session-check data-url>: while a session is typed, shows what sending it would find. Sends the form, saves nothing.

const PAUSE = 600; // milliseconds after the last key

class SessionCheck extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("input", () => this.wait());
    this.addEventListener("focusout", () => this.wait());
    this.form.addEventListener("submit", () => this.stop());
  }

  wait() {
    this.stop();
    if (this.hasSomething()) this.timer = setTimeout(() => this.check(), PAUSE);
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  hasSomething() {
    const { start, end, note } = this.form.elements;
    return (start.value && end.value) || note.value;
  }

  async check() {
    this.asking = new AbortController();
    const answer = await fetch(this.dataset.url, {
      method: "POST",
      body: new FormData(this.form),
      redirect: "error",
      signal: this.asking.signal,
    }).catch(() => null);
    // Without an answer, nothing is lost: sending checks the same rules.
    if (answer?.ok) this.show(await answer.text());
  }

  show(found) {
    // A text being typed here would lose its last letters. The next check shows what this one found.
    if (this.querySelector("textarea:focus")) return;
    const focused = this.contains(document.activeElement) ? document.activeElement.id : "";
    this.innerHTML = found;
    if (focused) document.getElementById(focused)?.focus();
  }
}

customElements.define("session-check", SessionCheck);

// <shift-live>: keeps a running shift's page up to date. Every half minute it reads the page again and takes over what
// changed, but never while someone is in the middle of something: nothing moves under a finger.

const EVERY = 30_000;

class ShiftLive extends HTMLElement {
  connectedCallback() {
    this.news = document.createElement("p");
    this.news.className = "visually-hidden";
    this.news.setAttribute("role", "status");
    this.after(this.news);
    this.timer = setInterval(() => this.refresh(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  get isBusy() {
    const inside = this.contains(document.activeElement) && document.activeElement !== document.body;
    return inside || this.matches(":active") || this.querySelector("details[open]") !== null || document.hidden;
  }

  async refresh() {
    if (this.isBusy) return;
    const response = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!response?.ok || this.isBusy) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const clock = document.querySelector(".live-clock");
    const newClock = fresh.querySelector(".live-clock");
    if (clock && newClock) clock.replaceWith(document.importNode(newClock, true));
    const page = fresh.querySelector("shift-live");
    if (!page || rowsOf(page) === rowsOf(this)) return;
    this.replaceChildren(...document.importNode(page, true).childNodes);
    const here = this.querySelectorAll("[data-here]").length;
    this.news.textContent = this.dataset.news.replace("{count}", here);
  }
}

/** What a person would notice: everything but the tokens that each page has anew. */
function rowsOf(page) {
  return page.textContent.replace(/\s+/g, " ");
}

customElements.define("shift-live", ShiftLive);

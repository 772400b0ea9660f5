// <shift-live>: keeps a running shift's page up to date. Every half minute it reads the page again and takes over what
// changed, but never while someone is in the middle of something: nothing moves under a finger.

const EVERY = 30_000;
const MOVEMENTS = ["pointermove", "pointerdown", "scroll"];
const STILL = 4_000; // since the last movement of a finger, a mouse or the page

class ShiftLive extends HTMLElement {
  connectedCallback() {
    this.news = document.createElement("p");
    this.news.className = "visually-hidden";
    this.news.setAttribute("role", "status");
    this.after(this.news);
    this.timer = setInterval(() => this.refresh(), EVERY);
    this.moved = () => (this.movedAt = performance.now());
    for (const each of MOVEMENTS) document.addEventListener(each, this.moved, { passive: true });
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    for (const each of MOVEMENTS) document.removeEventListener(each, this.moved);
  }

  get isBusy() {
    const inside = this.contains(document.activeElement) && document.activeElement !== document.body;
    if (performance.now() - (this.movedAt ?? -STILL) < STILL) return true;
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
    const anchor = rowsIn(this).find((row) => row.getBoundingClientRect().top >= 0);
    const top = anchor?.getBoundingClientRect().top;
    this.replaceChildren(...document.importNode(page, true).childNodes);
    const again = anchor && rowsIn(this).find((row) => row.dataset.row === anchor.dataset.row);
    if (again && scrollY > 0) scrollBy({ top: again.getBoundingClientRect().top - top, behavior: "instant" });
    const here = this.querySelectorAll("[data-here]").length;
    this.news.textContent = this.dataset.news.replace("{count}", here);
  }
}

/** The rows of people, each with who it is about. */
function rowsIn(page) {
  return [...page.querySelectorAll("[data-row]")];
}

/** What a person would notice: everything but the tokens that each page has anew. */
function rowsOf(page) {
  return page.textContent.replace(/\s+/g, " ");
}

customElements.define("shift-live", ShiftLive);

// <sign-many>: a list of checkboxes and the form that signs them. Once a session is selected, the form's panel is a
// bar that says how many sessions and hours its button signs. The selection outlives a visit to another page.

const KEPT = "selected sessions";

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}

function keep(values) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(values));
  } catch {
    // Without storage the selection lasts only for this page.
  }
}

class SignMany extends HTMLElement {
  connectedCallback() {
    this.panel = this.querySelector(".signing-panel");
    this.button = this.panel.querySelector("button[data-many]");
    this.words = this.button.querySelector("[data-words]");
    this.status = this.querySelector("[data-selected]");
    this.addEventListener("change", () => this.select());
    this.querySelector("[data-select]")?.addEventListener("click", () => this.tick((tick) => !isWarned(tick)));
    this.querySelector("[data-clear]").addEventListener("click", () => this.clear());
    this.becomeBar();
    this.restore();
    this.show();
  }

  get ticks() {
    return [...this.querySelectorAll('input[name="session"]')];
  }

  get ticked() {
    return this.ticks.filter((tick) => tick.checked);
  }

  // Pressing the button is the agreement, so the checkbox for it goes.
  becomeBar() {
    this.panel.classList.add("signing-bar");
    this.panel.querySelector('[name="agree"]').closest(".field").remove();
    this.button.name = "agree";
    this.button.value = "on";
    this.panel.querySelector('[name="password"]').placeholder = this.panel.dataset.password;
  }

  restore() {
    const values = kept();
    for (const tick of this.ticks) tick.checked ||= values.includes(tick.value);
  }

  tick(isWanted) {
    for (const tick of this.ticks) tick.checked = isWanted(tick);
    this.select();
  }

  clear() {
    this.tick(() => false);
    if (document.activeElement === document.body) this.ticks[0]?.focus();
  }

  select() {
    keep(this.ticked.map((tick) => tick.value));
    this.show();
    const { one, many, none } = this.status.dataset;
    this.status.textContent = this.counted(none, one, many);
    // The bar that has just appeared must not cover the row.
    document.activeElement.closest("tr")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  show() {
    this.panel.hidden = this.ticked.length === 0;
    this.querySelector("[data-return]").hidden = this.ticked.length !== 1;
    const { one, many, unit } = this.button.dataset;
    if (!this.panel.hidden) this.words.textContent = `${this.counted("", one, many)} · ${this.hours()}\u00a0${unit}`;
  }

  counted(none, one, many) {
    const count = this.ticked.length;
    if (count === 0) return none;
    return count === 1 ? one : many.replace("{count}", count);
  }

  hours() {
    const minutes = this.ticked.reduce((sum, tick) => sum + Number(tick.dataset.minutes), 0);
    // In both languages: see portal/formats.
    return new Intl.NumberFormat("en-US", {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    }).format(minutes / 60);
  }
}

function isWarned(tick) {
  return tick.closest("tr").dataset.warned !== undefined;
}

customElements.define("sign-many", SignMany);

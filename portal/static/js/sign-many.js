// <sign-many>: the button shows how many sessions and hours are selected, and one checkbox selects all.

class SignMany extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button[data-many]");
    this.words = this.button.querySelector("[data-words]");
    this.unticked = this.words.textContent;
    this.addEventListener("change", () => this.show());
    this.offerAll();
    this.show();
  }

  get ticks() {
    return [...this.querySelectorAll('input[name="session"]')];
  }

  offerAll() {
    const heading = this.querySelector("thead th");
    const label = document.createElement("label");
    label.className = "tick-target";
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = heading.textContent;
    this.all = document.createElement("input");
    this.all.type = "checkbox";
    this.all.className = "tick";
    this.all.addEventListener("change", () => {
      for (const tick of this.ticks) tick.checked = this.all.checked;
    });
    label.append(name, this.all);
    heading.replaceChildren(label);
  }

  show() {
    const ticked = this.ticks.filter((tick) => tick.checked);
    this.all.checked = ticked.length === this.ticks.length;
    this.all.indeterminate = ticked.length > 0 && !this.all.checked;
    this.words.textContent = ticked.length ? this.said(ticked) : this.unticked;
  }

  said(ticked) {
    const { one, many, unit } = this.button.dataset;
    const minutes = ticked.reduce((sum, tick) => sum + Number(tick.dataset.minutes), 0);
    const hours = new Intl.NumberFormat(document.documentElement.lang, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    }).format(minutes / 60);
    const count = ticked.length === 1 ? one : many.replace("{count}", ticked.length);
    return `${count} · ${hours} ${unit}`;
  }
}

customElements.define("sign-many", SignMany);

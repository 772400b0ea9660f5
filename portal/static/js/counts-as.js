// <counts-as>: shows how many hours a session counts as while its times are typed, and who will sign it. A chip with
// usual times fills them in.

const MINUTES_A_DAY = 24 * 60;

class CountsAs extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.output = this.querySelector("output");
    this.sender = this.querySelector('button[value="submit"] span');
    this.form.addEventListener("input", () => this.show());
    this.form.addEventListener("submit", (event) => this.sendOnce(event));
    window.addEventListener("pageshow", () => delete this.form.dataset.sent);
    for (const link of this.querySelectorAll(".usual-times a")) link.replaceWith(this.chip(link));
    this.show();
  }

  // Following the link would lose what is already typed.
  chip(link) {
    const { start, end, break: pause } = link.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.textContent = link.textContent;
    button.addEventListener("click", () => {
      this.querySelector("shift-choice")?.leave();
      Object.entries({ start, end, break_minutes: pause }).forEach(([name, value]) => {
        this.form.elements[name].value = value;
      });
      this.form.elements.overnight.checked = false;
      this.form.dispatchEvent(new Event("input"));
    });
    return button;
  }

  minutes(name) {
    const [hour, minute] = this.form.elements[name].value.split(":").map(Number);
    return hour * 60 + minute;
  }

  // Wall-clock arithmetic; on nights when the clocks change, only the server's figure is right.
  counted() {
    const next = this.form.elements.overnight.checked ? MINUTES_A_DAY : 0;
    const pause = Number(this.form.elements.break_minutes.value) || 0;
    const worked = this.minutes("end") + next - this.minutes("start") - pause;
    return this.output.dataset.rounding === "quarter_down" ? worked - (worked % 15) : worked;
  }

  // Students know "Rosa Castellanos, LMT" as Rosa, so titles are skipped.
  firstName() {
    const select = this.form.elements.supervisor;
    if (!select.value) return "";
    const names = select.selectedOptions[0].label.split(",")[0].split(" ");
    return names.find((name) => !name.endsWith(".")) ?? "";
  }

  show() {
    const name = this.firstName();
    if (name && this.sender) this.sender.textContent = this.dataset.sendTo.replace("{name}", name);
    const counted = this.counted();
    const isTime = counted > 0 && counted <= MINUTES_A_DAY;
    this.output.classList.toggle("counts-as__hours--rule", !isTime);
    if (!isTime) {
      this.output.textContent = this.output.dataset.rule;
      return;
    }
    // In both languages: see portal/formats.
    const hours = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    }).format(counted / 60);
    this.output.textContent = `${hours} ${this.output.dataset.unit}`;
  }

  // A double tap submits once. The server would notice a duplicate, but its answer would confuse people.
  sendOnce(event) {
    if (this.form.dataset.sent) event.preventDefault();
    this.form.dataset.sent = "yes";
  }
}

customElements.define("counts-as", CountsAs);

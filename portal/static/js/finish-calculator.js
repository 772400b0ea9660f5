// <finish-calculator>: answers while the slider of a program page moves. The form works without it.

class FinishCalculator extends HTMLElement {
  connectedCallback() {
    this.slider = this.querySelector("input[name=hours]");
    this.slider.addEventListener("input", () => this.show());
    this.dataset.live = "";
  }

  get language() {
    return document.documentElement.lang || "en";
  }

  in(unit, value) {
    const style = { style: "unit", unit, unitDisplay: "long" };
    return new Intl.NumberFormat(this.language, style).format(value);
  }

  show() {
    const hours = Number(this.slider.value);
    const weeks = Math.ceil(Number(this.getAttribute("total")) / (hours * 60));
    this.part("pace").textContent = this.in("hour", hours);
    this.part("weeks").textContent = this.in("week", weeks);
    this.showDay(weeks);
    this.querySelector(".message")?.remove();
  }

  // Noon in UTC on both sides, so that no change of clocks moves the day.
  showDay(weeks) {
    const day = new Date(`${this.getAttribute("start")}T12:00:00Z`);
    day.setUTCDate(day.getUTCDate() + 7 * weeks);
    const style = { dateStyle: "long", timeZone: "UTC" };
    this.part("day").textContent = new Intl.DateTimeFormat(this.language, style).format(day);
    this.part("day").dateTime = day.toISOString().slice(0, 10);
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

customElements.define("finish-calculator", FinishCalculator);

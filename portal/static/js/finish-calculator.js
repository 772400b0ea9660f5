// <finish-calculator>: answers while the slider of a program page moves. The form works without it.
// The answers were all counted by the server, closures and caps included; this only shows them.

class FinishCalculator extends HTMLElement {
  connectedCallback() {
    this.slider = this.querySelector("input[name=hours]");
    this.answers = JSON.parse(this.getAttribute("answers"));
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
    const [weeks, day] = this.answers[hours - 1];
    this.part("pace").textContent = this.in("hour", hours);
    this.part("weeks").textContent = this.in("week", weeks);
    this.showDay(day);
    this.querySelector(".message")?.remove();
  }

  // Noon in UTC on both sides, so that no change of clocks moves the day.
  showDay(day) {
    const style = { dateStyle: "long", timeZone: "UTC" };
    const said = new Intl.DateTimeFormat(this.language, style).format(new Date(`${day}T12:00:00Z`));
    this.part("day").textContent = said;
    this.part("day").dateTime = day;
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

customElements.define("finish-calculator", FinishCalculator);

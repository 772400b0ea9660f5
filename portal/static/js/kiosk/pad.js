// Number and PIN: typed on the keypad, on a keyboard, or filled in by a badge scanner.

const BADGE = 60; // milliseconds between two keys: no person types faster for a whole number
const FORGET = 60_000; // without a touch, what was typed is cleared

export class Pad {
  constructor(form) {
    this.form = form;
    this.number = form.elements.number;
    this.pin = form.elements.pin;
    this.problem = form.querySelector("[data-part=problem]");
    this.prefix = "";
    this.into = this.number;
    this.isBadge = false;
    this.keys = [];
    // The keypad is the keyboard here.
    this.number.inputMode = this.pin.inputMode = "none";
    for (const field of [this.number, this.pin]) field.addEventListener("focus", () => { this.into = field; });
    form.addEventListener("click", event => this.press(event));
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("input", () => this.changed());
    form.addEventListener("keydown", event => this.typed(event));
  }

  press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { digit } = button.dataset;
    if (digit !== undefined && this.into.value.length < this.into.maxLength) this.into.value += digit;
    if (button.hasAttribute("data-delete")) this.into.value = this.into.value.slice(0, -1);
    if (button.hasAttribute("data-clear")) this.reset();
    this.isBadge &&= this.into === this.pin;
    this.changed();
  }

  // A scanner ends a number with Enter. Nothing is sent by Enter: which button is meant cannot be guessed.
  typed(event) {
    if (event.target === this.number) this.keys.push(event.timeStamp);
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (event.target !== this.number) return;
    const gaps = this.keys.slice(1).map((at, index) => at - this.keys[index]);
    this.isBadge = gaps.length > 2 && Math.max(...gaps) < BADGE;
    this.keys = [];
    this.pin.focus();
  }

  changed() {
    if (this.prefix && this.number.value.startsWith(this.prefix + this.prefix)) {
      this.number.value = this.number.value.slice(this.prefix.length);
    }
    this.pin.value = this.pin.value.replace(/\D/gu, "");
    this.say("");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.reset(), FORGET);
  }

  begin(prefix) {
    if (prefix !== this.prefix && this.number.value === this.prefix) this.number.value = prefix;
    this.prefix = prefix;
  }

  reset() {
    clearTimeout(this.timer);
    this.number.value = this.prefix;
    this.pin.value = "";
    this.isBadge = false;
    this.keys = [];
    this.say("");
    this.number.focus();
  }

  // Return the name of the text that says what is missing, and go there.
  missing() {
    const typed = this.number.value.trim();
    if (!typed || typed === this.prefix.trim()) return this.ask(this.number, "fill_number");
    return /^\d{6}$/u.test(this.pin.value) ? "" : this.ask(this.pin, "fill_pin");
  }

  ask(field, text) {
    field.focus();
    field.setAttribute("aria-invalid", "true");
    return text;
  }

  say(sentence) {
    this.problem.textContent = sentence;
    if (!sentence) for (const field of [this.number, this.pin]) field.removeAttribute("aria-invalid");
  }
}

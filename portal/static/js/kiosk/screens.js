// Which screen is shown, and the one after a tap: until the next touch, and at most 20 seconds.

const LONGEST = 20_000;
const LEFT_ALONE = 60_000; // until a question that nobody answers is taken back
const MARKS = { held: 1, kept: 1, refused: 2, asked: 0, flagged: 0 }; // a check, a clock or a hand

export class Screens {
  constructor(root, words, onIdle) {
    this.root = root;
    this.words = words;
    this.onIdle = onIdle;
    this.all = [...root.querySelectorAll("[data-screen]")];
    this.done = root.querySelector("[data-screen=done]");
    [this.mark, this.title, this.lines, this.left, this.check] =
      ["mark", "title", "lines", "left", "check"].map(name => root.querySelector(`[data-part=${name}]`));
    this.notMe = root.querySelector("[data-not-me]");
    root.addEventListener("language", () => this.write());
    this.done.addEventListener("pointerup", event => this.touched(event));
    document.addEventListener("keydown", event => this.keyed(event));
    root.addEventListener("input", () => this.current !== "idle" && this.wait(LEFT_ALONE));
  }

  get current() {
    return this.all.find(screen => !screen.hidden).dataset.screen;
  }

  show(name) {
    clearTimeout(this.timer);
    for (const screen of this.all) screen.hidden = screen.dataset.screen !== name;
    const shown = this.all.find(screen => !screen.hidden);
    shown.querySelector("[tabindex='-1']")?.focus();
    if (name === "idle") this.onIdle();
    else this.wait(name === "done" ? LONGEST : LEFT_ALONE);
  }

  // Without a touch, the idle screen comes back.
  wait(time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show("idle"), time);
  }

  // Show what came of a tap. `words` are {language: {title, lines}}; with `mayFlag` it names somebody.
  tell(outcome, words, { mayFlag = false, check = "check" } = {}) {
    this.said = words;
    this.outcome = outcome;
    this.check.dataset.say = check;
    this.check.hidden = !mayFlag && outcome !== "kept";
    this.notMe.hidden = !mayFlag;
    this.show("done");
    this.write();
    this.left.replaceWith(this.left = this.left.cloneNode());
  }

  write() {
    if (!this.said) return;
    const { title, lines } = this.said[this.words.language];
    const mark = MARKS[this.outcome] ?? 0;
    [...this.mark.children].forEach((icon, index) => icon.toggleAttribute("hidden", index !== mark));
    this.done.dataset.outcome = this.outcome;
    this.title.textContent = title;
    this.lines.replaceChildren(...lines.map(line => Object.assign(document.createElement("p"), { textContent: line })));
    this.check.textContent = this.words.say(this.check.dataset.say);
  }

  touched(event) {
    if (!event.target.closest("button")) this.show("idle");
  }

  // A badge may be scanned for the next person: its first key belongs to the number.
  keyed(event) {
    if (this.current !== "done" || event.target.closest?.("[data-screen=done] button")) return;
    if (event.key.length === 1) this.show("idle");
  }
}

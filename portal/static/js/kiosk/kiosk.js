// <clinic-kiosk>: the tablet in the clinic. docs/kiosk.md says what it protects against.

import { Clock } from "./clock.js";
import { Code } from "./code.js";
import { codeKey, ownKey, sealed } from "./keys.js";
import { Pad } from "./pad.js";
import { Screens } from "./screens.js";
import { Sending, Unreachable, Untrusted } from "./sending.js";
import { keep, read, waiting } from "./store.js";
import { Words } from "./words.js";

const MINUTE = 60_000;
const AGAIN = 10_000; // after a message that was not answered

class ClinicKiosk extends HTMLElement {
  async connectedCallback() {
    this.words = new Words(this);
    this.pad = new Pad(this.querySelector("[data-part=form]"));
    this.code = new Code(this, this.words);
    this.screens = new Screens(this, this.words, () => this.forget());
    this.parts = Object.fromEntries([...this.querySelectorAll("[data-part]")].map(each => [each.dataset.part, each]));
    this.asking = this.querySelector("[data-screen=asking]");
    this.addEventListener("click", event => this.clicked(event));
    this.addEventListener("language", () => this.tick());
    this.asking.addEventListener("submit", event => this.ask(event));
    await this.begin();
  }

  async begin() {
    const { key: thumbprint, device, worker } = this.dataset;
    navigator.serviceWorker?.register(worker, { scope: "/kiosk/", updateViaCache: "none" });
    const key = await ownKey(thumbprint);
    this.sending = new Sending({ key, thumbprint, device });
    this.set = (await read("state", "set")) ?? null;
    this.clock = new Clock((await read("state", "offset")) ?? 0);
    this.pad.begin(this.set?.prefix ?? "");
    this.pad.reset();
    this.tick();
    setInterval(() => this.tick(), 1000);
    if (!key) {
      this.stop("lost_key");
      return;
    }
    await this.beat();
    setInterval(() => this.beat(), MINUTE);
    addEventListener("online", () => this.beat());
    document.addEventListener("visibilitychange", () => document.hidden || this.beat());
  }

  // Every second: the time, the date, the code and today's shifts.
  tick() {
    const { now } = this.clock;
    const { zone } = this.dataset;
    const { clock, half } = this.words.time(now, zone);
    this.parts.time.replaceChildren(clock, Object.assign(document.createElement("small"), { textContent: half }));
    this.parts.date.textContent = this.words.date(now, zone);
    if (!this.set || this.isStopped) return;
    this.code.show(now, this.set);
    this.showShifts();
  }

  // What the last contact said of shifts holds for its own day.
  showShifts() {
    const isToday = this.words.date(this.set.at, this.dataset.zone) === this.parts.date.textContent;
    const ranges = isToday ? this.set.shifts[this.words.language] : [];
    const shown = `${this.words.language} ${ranges.join()}`;
    if (shown === this.shownShifts) return;
    this.shownShifts = shown;
    const rows = ranges.map(range => {
      const row = document.createElement("span");
      row.append(Object.assign(document.createElement("b"), { textContent: range }), ` ${this.words.say("shift")}`);
      return row;
    });
    this.parts.shifts.replaceChildren(...(rows.length || !isToday ? rows : [this.words.say("no_shifts")]));
  }

  async beat() {
    try {
      const { said, sentAt } = await this.sending.beat();
      this.clock.set(said.now, sentAt);
      await this.learn(said);
      this.parts.offline.hidden = true;
    } catch (error) {
      await this.failed(error);
    }
  }

  async learn(said) {
    const { now: at, site, prefix, seal, shifts, code_key: text } = said;
    this.set = { at, site, prefix, seal, shifts, version: text, codeKey: await codeKey(text) };
    this.pad.begin(prefix);
    await keep("state", "set", { ...this.set, version: at });
    await keep("state", "offset", this.clock.offset);
    this.tick();
  }

  async failed(error) {
    if (error instanceof Untrusted) {
      this.stop("unpaired");
      return;
    }
    if (!(error instanceof Unreachable)) throw error;
    this.parts.offline.hidden = false;
    this.again ??= setTimeout(() => { this.again = null; this.beat(); }, AGAIN);
    await this.sending.lost(this.clock.now);
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button || this.isStopped) return;
    const { kind, leave, open } = button.dataset;
    if (open) this.screens.show(open);
    if (open === "asking") this.asking.elements.ask_number.value = this.pad.number.value;
    if (kind) this.tap(kind);
    if (leave) this.punch(leave);
    if (button.hasAttribute("data-not-me")) this.flag();
  }

  tap(kind) {
    const missing = this.pad.missing();
    if (missing) this.pad.say(this.words.say(missing));
    else if (kind === "out") this.leave();
    else this.punch(kind);
  }

  // What was typed stays while they choose.
  leave() {
    const { value: number } = this.pad.number;
    this.typed = { number, pin: this.pad.pin.value, badge: this.pad.isBadge };
    this.screens.show("leaving");
  }

  // The next person begins with nothing of the one before.
  forget() {
    this.typed = null;
    this.asking.reset();
    this.pad.reset();
  }

  async punch(kind) {
    const typed = this.typed ?? { number: this.pad.number.value, pin: this.pad.pin.value, badge: this.pad.isBadge };
    this.typed = null;
    if (this.isBusy || !this.set) return;
    this.isBusy = true;
    const uuid = crypto.randomUUID();
    const at = this.clock.now;
    this.pad.reset();
    this.pad.say(this.words.say("wait"));
    try {
      const answer = await this.sending.send("punch", {
        uuid,
        kind,
        number: typed.number.trim(),
        pin: await sealed(this.set.seal, typed.pin, uuid),
        device_at: new Date(at).toISOString(),
        badge: typed.badge ? "1" : "",
        uncertain: this.clock.isInDoubt ? "1" : "",
      });
      this.told(answer, uuid, at);
    } catch (error) {
      await this.failed(error);
    } finally {
      this.isBusy = false;
    }
  }

  told(answer, uuid, at) {
    if (!answer) {
      this.failed(new Unreachable());
      this.screens.tell("kept", this.keptWords(at), { check: "kept_check" });
      return;
    }
    this.parts.offline.hidden = true;
    this.flagged = uuid;
    this.screens.tell(answer.outcome, answer.words, { mayFlag: answer.outcome !== "refused" });
  }

  keptWords(at) {
    return this.inEach(() => {
      const { clock, half } = this.words.time(at, this.dataset.zone);
      return { title: this.words.say("kept_title"), lines: [this.words.say("kept", { time: `${clock} ${half}` })] };
    });
  }

  inEach(write) {
    const { language } = this.words;
    const found = {};
    for (const each of Object.keys(this.words.all)) {
      this.words.language = each;
      found[each] = write();
    }
    this.words.language = language;
    return found;
  }

  async flag() {
    const values = { uuid: this.flagged, device_at: new Date(this.clock.now).toISOString() };
    await this.asked("not-me", values);
  }

  async ask(event) {
    event.preventDefault();
    const { ask_number: number, reason } = this.asking.elements;
    const missing = number.value.trim() && number.value !== this.pad.prefix ? "fill_reason" : "fill_number";
    this.parts["ask-problem"].textContent = "";
    if (missing === "fill_number" || !reason.value.trim()) {
      this.parts["ask-problem"].textContent = this.words.say(missing);
      return;
    }
    const said = { number: number.value.trim(), reason: reason.value.trim() };
    reason.value = number.value = "";
    await this.asked("request", { ...said, device_at: new Date(this.clock.now).toISOString() });
  }

  async asked(action, values) {
    try {
      const answer = await this.sending.send(action, values);
      const later = () => ({ title: this.words.say("kept_title"), lines: [this.words.say("asked_later")] });
      if (answer) this.screens.tell(answer.outcome, answer.words);
      else this.screens.tell("kept", this.inEach(later));
    } catch (error) {
      await this.failed(error);
    }
  }

  // Nothing is recorded any more. What was not sent stays until the tablet is paired again.
  async stop(reason) {
    this.isStopped = true;
    const count = (await waiting()).length;
    const unsent = () => (count ? [this.words.say("unsent", { count })] : []);
    const words = this.inEach(() => ({ title: this.words.say("unpaired_title"), lines: [this.words.say(reason), ...unsent()] }));
    this.screens.tell("refused", words);
    clearTimeout(this.screens.timer);
    this.toggleAttribute("data-stopped", true);
  }
}

customElements.define("clinic-kiosk", ClinicKiosk);

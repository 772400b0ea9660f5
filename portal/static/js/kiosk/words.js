// The screen's texts, in the language that is chosen on it.

export class Words {
  constructor(root) {
    this.root = root;
    this.all = JSON.parse(root.querySelector("#kiosk-words").textContent);
    this.language = document.documentElement.lang;
    this.buttons = [...root.querySelectorAll("[data-language]")];
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.choose(button.dataset.language));
    }
  }

  // Return a text, with its %(name)s filled in.
  say(key, values = {}) {
    return this.all[this.language][key].replace(/%\((\w+)\)s/gu, (_all, name) => values[name]);
  }

  choose(language) {
    if (!(language in this.all)) return;
    this.language = language;
    document.documentElement.lang = language;
    for (const element of this.root.querySelectorAll("[data-say]")) {
      element.textContent = this.say(element.dataset.say);
    }
    for (const element of this.root.querySelectorAll("[data-say-label]")) {
      element.setAttribute("aria-label", this.say(element.dataset.sayLabel));
    }
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", button.dataset.language === language);
    }
    this.root.dispatchEvent(new CustomEvent("language"));
  }

  time(moment, zone) {
    const parts = this.parts(moment, { hour: "numeric", minute: "2-digit", hour12: true, timeZone: zone });
    const clock = parts.filter(part => part.type !== "dayPeriod").map(part => part.value).join("").trim();
    const half = parts.find(part => part.type === "dayPeriod")?.value ?? "";
    return { clock, half: half.toLowerCase() };
  }

  date(moment, zone) {
    const parts = this.parts(moment, { weekday: "long", month: "long", day: "numeric", timeZone: zone });
    return parts.map(part => part.value).join("");
  }

  parts(moment, format) {
    return new Intl.DateTimeFormat(`${this.language}-US`, format).formatToParts(moment);
  }
}

// <shortcut-switch>: turns the queue's single keys off and on again, on this device.

const KEY = "shortcuts";

class ShortcutSwitch extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.turn());
    this.show();
    this.hidden = false;
  }

  get areOff() {
    return localStorage.getItem(KEY) === "off";
  }

  turn() {
    if (this.areOff) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "off");
    this.show();
  }

  show() {
    const state = this.areOff ? "off" : "on";
    this.button.textContent = this.dataset[state];
    for (const words of this.querySelectorAll("[data-shows]")) words.hidden = words.dataset.shows !== state;
  }
}

// Without storage there is nothing to remember the choice in, so nothing is offered.
try {
  localStorage.getItem(KEY);
  customElements.define("shortcut-switch", ShortcutSwitch);
} catch {
  // The keys stay on.
}

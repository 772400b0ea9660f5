// <theme-switch>: one button that cycles through the system's theme, light and dark.
const CHOICES = ["system", "light", "dark"];

function remembered() {
  try {
    return localStorage.getItem("theme") ?? "system";
  } catch {
    return "system";
  }
}

function remember(choice) {
  try {
    if (choice === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", choice);
  } catch {
    // Without storage the choice lasts only for this page.
  }
}

customElements.define(
  "theme-switch",
  class extends HTMLElement {
    connectedCallback() {
      this.button = this.querySelector("button");
      this.button.addEventListener("click", () => this.next());
      document.addEventListener("themechange", () => this.show());
      this.show();
    }

    next() {
      const choice = CHOICES[(CHOICES.indexOf(remembered()) + 1) % CHOICES.length];
      remember(choice);
      const { dataset } = document.documentElement;
      if (choice === "system") delete dataset.theme;
      else dataset.theme = choice;
      document.dispatchEvent(new Event("themechange"));
    }

    show() {
      this.button.dataset.choice = document.documentElement.dataset.theme ?? "system";
    }
  },
);

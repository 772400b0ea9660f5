// <assign-choice>: the button under the candidates names the one who is chosen. data-label is its text, with {name} in it.

class AssignChoice extends HTMLElement {
  connectedCallback() {
    this.label = this.querySelector("button > span");
    this.addEventListener("change", () => this.name());
    this.name();
  }

  name() {
    const chosen = this.querySelector("[name=instructor]:checked");
    if (!chosen) return;
    const [name] = chosen.labels[0].textContent.trim().split(",");
    this.label.textContent = this.dataset.label.replace("{name}", () => name);
  }
}

customElements.define("assign-choice", AssignChoice);

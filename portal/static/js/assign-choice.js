// <assign-choice>: the button under the candidates names the one who is chosen. data-label is its text, with a % for the
// name.

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
    this.label.textContent = this.dataset.label.replace("%", () => name);
  }
}

customElements.define("assign-choice", AssignChoice);

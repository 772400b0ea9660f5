// <shift-close>: says how many questions before closing are answered, and keeps a time and "I don't know" apart.

class ShiftClose extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", (event) => this.keepApart(event.target));
    this.addEventListener("change", () => this.show());
    this.show();
  }

  keepApart(field) {
    const question = field.closest("[data-question]");
    const time = question?.querySelector('[type="time"]');
    if (!time) return;
    if (field === time) question.querySelector('[type="checkbox"]').checked = false;
    else time.value = "";
  }

  show() {
    const questions = [...this.querySelectorAll("[data-question]")];
    const answered = questions.filter((question) => question.querySelector(":checked") || question.querySelector('[type="time"]')?.value);
    const said = this.querySelector("[data-answered]");
    said.textContent = questions.length
      ? said.dataset.words.replace("{answered}", answered.length).replace("{asked}", questions.length)
      : "";
    said.classList.toggle("muted", answered.length < questions.length);
  }
}

customElements.define("shift-close", ShiftClose);

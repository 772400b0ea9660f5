// <shift-choice data-shifts='{shift: {field: value}}'>: choosing a booked shift fills in the form around it. The shift
// without a name is another time: today, and no times yet.

class ShiftChoice extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.shifts = JSON.parse(this.dataset.shifts);
    this.last = this.form.elements.shift.value;
    this.addEventListener("change", () => this.choose(this.form.elements.shift.value));
  }

  choose(key) {
    if (key || this.isStill(this.shifts[this.last])) this.fill(this.shifts[key]);
    this.last = key;
  }

  // Usual times are not those of the chosen shift.
  leave() {
    const another = this.querySelector('input[value=""]');
    if (another.checked) return;
    another.checked = true;
    this.choose("");
  }

  // Times that were typed since stay.
  isStill(shift) {
    const { start, end } = this.form.elements;
    return shift && start.value === shift.start && end.value === shift.end;
  }

  fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.form.elements[name];
      if (!field || value === null || name === "shift") continue;
      if (field.type === "checkbox") field.checked = value;
      else field.value = value;
    }
    this.form.dispatchEvent(new Event("input"));
  }
}

customElements.define("shift-choice", ShiftChoice);

// <shift-choice data-shifts='{shift: {field: value}}'>: choosing a booked shift fills in the form around it.

class ShiftChoice extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.shifts = JSON.parse(this.dataset.shifts);
    this.last = this.form.elements.shift.value;
    this.addEventListener("change", () => this.choose(this.form.elements.shift.value));
  }

  choose(key) {
    if (this.shifts[key]) this.fill(this.shifts[key]);
    else if (this.isStill(this.shifts[this.last])) this.fill({ start: "", end: "", overnight: false });
    this.last = key;
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

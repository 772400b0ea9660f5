// <roster-keys>: arrows move between the shifts of the week, and Tab enters and leaves it as one stop. Enter follows the
// link by itself. N adds shifts while the week has the focus, unless single letters are switched off.

import { areOff, isPlain } from "./shortcuts.js";

class RosterKeys extends HTMLElement {
  connectedCallback() {
    const { shifts } = this;
    if (!shifts.length) return;
    this.stopAt(this.querySelector(".shift[aria-current]") ?? shifts[0]);
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("focusin", (event) => this.stopAt(event.target));
    const legend = document.querySelector("[data-keys]");
    legend.hidden = false;
    if (areOff()) legend.querySelector("[data-single-key]")?.remove();
  }

  get shifts() {
    return [...this.querySelectorAll(".shift")];
  }

  get days() {
    const days = [...this.querySelectorAll(".week-grid__day")];
    return days.map((day) => [...day.querySelectorAll(".shift")]).filter((shifts) => shifts.length);
  }

  // Only one shift is a stop of the Tab key.
  stopAt(shift) {
    for (const each of this.shifts) each.tabIndex = each === shift ? 0 : -1;
  }

  press(event) {
    const act = this.keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || !isPlain(event) || event.shiftKey) return;
    event.preventDefault();
    act(event.target.closest(".shift"));
  }

  keys = {
    ArrowLeft: (shift) => this.move(shift, -1, 0),
    ArrowRight: (shift) => this.move(shift, 1, 0),
    ArrowUp: (shift) => this.move(shift, 0, -1),
    ArrowDown: (shift) => this.move(shift, 0, 1),
    n: () => areOff() || document.querySelector("#add-shifts")?.click(),
  };

  move(shift, byDays, byShifts) {
    const { days } = this;
    const day = days.findIndex((shifts) => shifts.includes(shift));
    const shifts = days[day + byDays];
    if (!shifts) return;
    const place = days[day].indexOf(shift) + byShifts;
    shifts[Math.max(0, Math.min(place, shifts.length - 1))].focus();
  }
}

customElements.define("roster-keys", RosterKeys);

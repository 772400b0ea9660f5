// <queue-keys>: single keys in the list of waiting sessions, and returning one without leaving it. The keys work
// only while the list has the focus, and not at all if they are switched off on the account page.

import { areOff, isPlain } from "./shortcuts.js";

const OPENED = "opened sessions";

class QueueKeys extends HTMLElement {
  connectedCallback() {
    this.dialog = document.querySelector("#queue-return");
    this.dialog.querySelector(".dialog__close").addEventListener("click", () => this.dialog.close());
    document.querySelector("[data-return]").addEventListener("click", () => this.return(this.selectedRow));
    this.goTo(location.hash.slice(1));
    if (areOff()) return;
    document.querySelector(".queue-legend").hidden = false;
    this.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("keydown", (event) => this.enter(event));
  }

  get rows() {
    return [...this.querySelectorAll("tbody tr")];
  }

  get row() {
    return document.activeElement.closest("tbody tr");
  }

  get selectedRow() {
    return this.querySelector("tbody tr:has(.tick:checked)");
  }

  // J from the top of the page goes to the first session.
  enter(event) {
    const { activeElement } = document;
    const isTop = activeElement === document.body || activeElement.id === "main";
    if (isTop && isPlain(event) && event.key.toLowerCase() === "j") this.focusOn(this.rows[0]);
  }

  press(event) {
    if (!this.row || !isPlain(event)) return;
    const act = this.keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act(this.row);
  }

  keys = {
    j: (row) => this.focusOn(row.nextElementSibling),
    k: (row) => this.focusOn(row.previousElementSibling),
    x: (row) => this.select(row),
    o: (row) => this.open(row),
    r: (row) => this.return(row),
    s: () => document.querySelector('.signing-panel:not([hidden]) [name="password"]')?.focus(),
    escape: () => document.querySelector("[data-clear]").click(),
    "?": () => document.querySelector(".queue-legend .dialog-opener").click(),
  };

  focusOn(row) {
    row?.querySelector(".tick").focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  goTo(publicId) {
    if (publicId) this.focusOn(this.querySelector(`[value^="${CSS.escape(publicId)}"]`)?.closest("tr"));
  }

  // A session with a warning is selected only after it was opened.
  select(row) {
    const tick = row.querySelector(".tick");
    if (row.dataset.warned === undefined || tick.checked || opened().includes(tick.value)) tick.click();
    else this.open(row);
  }

  open(row) {
    remember(row.querySelector(".tick").value);
    row.querySelector("a").click();
  }

  // The form is the one on the session's page, so it is always the right one for its state and version.
  async return(row) {
    const link = row.querySelector("a");
    const form = await returnForm(link.href);
    if (!form) {
      link.click();
      return;
    }
    form.elements.next.value = "queue";
    this.dialog.querySelector("[data-named]").textContent = row.querySelector("th").firstChild.textContent;
    this.dialog.querySelector("[data-form]").replaceChildren(form);
    this.dialog.showModal();
    form.elements.reason.focus();
  }
}

function opened() {
  try {
    return JSON.parse(sessionStorage.getItem(OPENED)) ?? [];
  } catch {
    return [];
  }
}

function remember(value) {
  try {
    sessionStorage.setItem(OPENED, JSON.stringify([...opened(), value]));
  } catch {
    // Without storage, X opens the session each time.
  }
}

async function returnForm(address) {
  try {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return document.importNode(page.querySelector('form[action$="/return/"]'), true);
  } catch {
    return null;
  }
}

customElements.define("queue-keys", QueueKeys);

// <pair-form>: the browser makes a key that never leaves it, and sends the public half with the form.

import { makeKey } from "./keys.js";

class PairForm extends HTMLElement {
  async connectedCallback() {
    const form = this.querySelector("form");
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      form.elements.public_key.value = await makeKey();
      navigator.storage?.persist?.();
      button.disabled = false;
    } catch {
      this.querySelector("[data-part=problem]").hidden = false;
    }
  }
}

customElements.define("pair-form", PairForm);

// <drop-down>: a menu in a <details>. Escape closes it, and so does leaving it.
customElements.define(
  "drop-down",
  class extends HTMLElement {
    connectedCallback() {
      this.details = this.querySelector("details");
      this.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.details.open) this.close();
      });
      for (const kind of ["click", "focusin"]) {
        document.addEventListener(kind, ({ target }) => {
          if (!this.contains(target)) this.details.open = false;
        });
      }
    }

    close() {
      this.details.open = false;
      this.details.querySelector("summary").focus();
    }
  },
);

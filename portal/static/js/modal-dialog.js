// <modal-dialog>: a button and a <dialog> that is open in the page until this script closes it.
// A dialog with data-keep-open (its form came back with errors) opens at once.
customElements.define(
  "modal-dialog",
  class extends HTMLElement {
    connectedCallback() {
      const dialog = this.querySelector("dialog");
      const opener = this.querySelector(".dialog-opener");
      dialog.removeAttribute("open");
      opener?.addEventListener("click", () => dialog.showModal());
      dialog.querySelector(".dialog__close")?.addEventListener("click", () => dialog.close());
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog) dialog.close();
      });
      if (dialog.dataset.keepOpen !== undefined) dialog.showModal();
    }
  },
);

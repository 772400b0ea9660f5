// <share-links>: copies a URL, or opens the device's share sheet if there is one and a button for it.
customElements.define(
  "share-links",
  class extends HTMLElement {
    connectedCallback() {
      const { url, title } = this.dataset;
      this.said = this.querySelector("output");
      this.querySelector("[data-act=copy]").addEventListener("click", () => this.copy(url));
      const share = this.querySelector("[data-act=share]");
      if (!share) return;
      share.hidden = !navigator.canShare?.({ url, title });
      share.addEventListener("click", () => this.share({ url, title }));
    }

    async copy(url) {
      try {
        await navigator.clipboard.writeText(url);
        this.said.textContent = this.dataset.copied;
      } catch {
        this.said.textContent = this.dataset.refused;
      }
    }

    async share(what) {
      try {
        await navigator.share(what);
      } catch (error) {
        if (error.name !== "AbortError") this.said.textContent = this.dataset.refused;
      }
    }
  },
);

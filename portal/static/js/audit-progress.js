// <audit-progress>: reloads the page's content while an audit runs, to show its progress. Without JavaScript,
// the link inside does the same.
const PAUSE = 1500;

class AuditProgress extends HTMLElement {
  connectedCallback() {
    this.timer = setTimeout(() => this.refresh(), PAUSE);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async refresh() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("#audit");
      if (fresh) this.closest("#audit").replaceWith(document.importNode(fresh, true));
    } catch {
      this.timer = setTimeout(() => this.refresh(), 4 * PAUSE);
    }
  }
}

customElements.define("audit-progress", AuditProgress);

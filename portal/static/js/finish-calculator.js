// <finish-calculator>: updates the answer while the reader types or moves the slider. The form inside works without it.
// Only the server calculates: this fetches the same page for the weekly hours, and shows its answer.
const PAUSE = 150;

class FinishCalculator extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input[name=hours]");
    this.slider = this.querySelector("input[type=range]");
    this.slider.hidden = false;
    this.field.addEventListener("input", () => this.follow(this.field, this.slider));
    this.slider.addEventListener("input", () => this.follow(this.slider, this.field));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  follow(moved, other) {
    clearTimeout(this.timer);
    if (!moved.value) return;
    other.value = moved.value;
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const address = new URL(location.href);
    address.searchParams.set("hours", this.field.value);
    this.asked = address.href;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (this.asked === address.href) this.show(page, address);
    } catch {
      // The request failed: the old answer stays, and the button submits the form normally.
    }
  }

  show(page, address) {
    const fresh = page.querySelector(".finish__answer");
    if (!fresh) return;
    const shown = document.importNode(fresh, true).childNodes;
    this.querySelector(".finish__answer").replaceChildren(...shown);
    history.replaceState(history.state, "", address);
  }
}

customElements.define("finish-calculator", FinishCalculator);

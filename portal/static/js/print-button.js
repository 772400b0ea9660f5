// <print-button>: a button that prints the page. Without a script it stays hidden: the browser's menu does the same.

class PrintButton extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => print());
    this.hidden = false;
  }
}

customElements.define("print-button", PrintButton);

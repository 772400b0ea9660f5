// The clinic's code: a QR code for people's own phones, a new one every 30 seconds.

import { codeOf } from "./keys.js";
import { modulesOf, pathOf } from "./qr.js";

const STEP = 30_000;
const SVG = "http://www.w3.org/2000/svg";

export class Code {
  constructor(root, words) {
    this.words = words;
    [this.frame, this.next, this.ring] = ["code", "next", "ring"].map(name => root.querySelector(`[data-part=${name}]`));
    this.shown = "";
  }

  // Show the code of this moment. `set` is what the last contact said.
  async show(now, set) {
    const left = Math.ceil((STEP - (now % STEP)) / 1000);
    this.next.textContent = this.words.say("next_code", { seconds: left });
    this.ring.setAttribute("stroke-dasharray", `${left} 30`);
    const step = Math.floor(now / STEP);
    const wanted = `${set.site}/${step}/${set.version}`;
    if (wanted === this.shown) return;
    this.shown = wanted;
    const mac = await codeOf(set.codeKey, set.site, step);
    if (wanted === this.shown) this.draw(`${location.origin}/in/${set.site}/${step}/${mac}/`);
  }

  draw(address) {
    const modules = modulesOf(address);
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", `0 0 ${modules.length} ${modules.length}`);
    picture.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", pathOf(modules));
    picture.append(path);
    this.frame.replaceChildren(picture);
    this.frame.dataset.address = address;
  }
}

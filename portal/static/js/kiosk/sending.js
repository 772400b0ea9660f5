// Sends what the tablet signs. What can't be sent now waits, and is sent in its order.

import { signed } from "./keys.js";
import { dequeue, enqueue, keep, next, read, waiting } from "./store.js";

const PATIENCE = 8_000;

// The server did not answer, or not as itself. The same is sent again later.
export class Unreachable extends Error {}

// The server no longer trusts this tablet. What waits is kept until it is paired again.
export class Untrusted extends Error {}

export class Sending {
  constructor({ key, thumbprint, device }) {
    Object.assign(this, { key, thumbprint, device });
    this.answers = new Map(); // of messages that somebody waits for
    this.turn = Promise.resolve();
  }

  async post(action, values) {
    const body = new URLSearchParams(await signed(this.key, this.device, action, values));
    const response = await this.fetched(`/kiosk/${action}/`, body);
    if (response.status >= 500 || response.status === 429) throw new Unreachable();
    const answer = await response.json().catch(() => { throw new Unreachable(); });
    if (response.status === 403) throw new Untrusted();
    return answer;
  }

  async fetched(address, body) {
    const options = { method: "POST", body, cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE) };
    try {
      return await fetch(address, options);
    } catch {
      throw new Unreachable();
    }
  }

  // Keep a message and send all that waits. Return its answer, or null if it could not be sent yet.
  async send(action, values) {
    const message = { action, values, key: this.thumbprint };
    if (action === "punch") message.values.device_seq = await this.number();
    const id = await enqueue(message);
    this.answers.set(id, null);
    await this.flush().catch(error => { if (!(error instanceof Unreachable)) throw error; });
    const answer = this.answers.get(id);
    this.answers.delete(id);
    return answer;
  }

  number() {
    return next(`seq ${this.thumbprint}`);
  }

  // Send what waits, one at a time and by one page at a time. Throws what stopped it.
  flush() {
    this.turn = this.turn.catch(() => {}).then(() => navigator.locks.request("kiosk queue", () => this.sendAll()));
    return this.turn;
  }

  async sendAll() {
    for (const message of await waiting()) {
      if (message.key !== this.thumbprint) await this.adopt(message);
      const answer = await this.post(message.action, message.values);
      if (this.answers.has(message.id)) this.answers.set(message.id, answer);
      await dequeue(message.id);
    }
  }

  // What waited while the tablet was paired again: its new key signs it, and its time needs a word.
  async adopt(message) {
    message.key = this.thumbprint;
    if (message.action === "punch") {
      message.values.device_seq = await this.number();
      message.values.uncertain = "1";
    }
    await enqueue(message);
  }

  // Tell the server that the tablet is there, after all that waits. Return what it says, and when it was asked.
  async beat() {
    await this.flush();
    const offlineSince = await read("state", "offline since");
    const since = offlineSince ? new Date(offlineSince).toISOString() : "";
    const sentAt = performance.now();
    const said = await this.post("heartbeat", { device_at: new Date().toISOString(), offline_since: since });
    if (offlineSince) await keep("state", "offline since", 0);
    return { said, sentAt };
  }

  // Remember since when there is no connection, also over a restart.
  async lost(now) {
    if (!(await read("state", "offline since"))) await keep("state", "offline since", Math.round(now));
  }
}

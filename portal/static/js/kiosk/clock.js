// Trusted time: what the server said last, and a clock that nobody can set since then.

const MINUTE = 60_000;
const TRUSTED = 15 * MINUTE;
const SLIP = 30_000; // how far the tablet's clock may run away from the steady one

export class Clock {
  // After a restart without connection there is only the tablet's own clock, and how far it was off.
  constructor(offset = 0) {
    this.offset = offset;
    this.contact = null;
  }

  // Keep what the server said. It was on the way for as long as the answer took, halved.
  set(server, sentAt) {
    const steady = (sentAt + performance.now()) / 2;
    const wall = Date.now() - (performance.now() - steady);
    this.contact = { server, steady, wall };
    this.offset = server - wall;
  }

  get now() {
    if (!this.contact) return Date.now() + this.offset;
    return this.contact.server + performance.now() - this.contact.steady;
  }

  // Whether an instructor's word is needed: no contact since the start or for 15 minutes, the tablet's clock
  // was set, or it slept.
  get isInDoubt() {
    if (!this.contact) return true;
    const passed = performance.now() - this.contact.steady;
    const byWall = Date.now() - this.contact.wall;
    return passed > TRUSTED || Math.abs(byWall - passed) > SLIP;
  }
}

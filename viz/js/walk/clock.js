/**
 * The facilitator's clock: how long the session has gone on, pauses left out.
 * @module
 */

const MINUTE = 60000;

export class Clock {
  /** @param {() => number} now milliseconds of a clock that only goes forwards */
  constructor(now = () => performance.now()) {
    this.now = now;
    this.gone = 0;
    /** @type {number | null} when it was last set going */
    this.since = null;
    this.started = false;
  }

  get running() {
    return this.since !== null;
  }

  start() {
    this.started = true;
    this.since ??= this.now();
  }

  stop() {
    if (this.since !== null) this.gone += this.now() - this.since;
    this.since = null;
  }

  reset() {
    this.gone = 0;
    this.since = null;
    this.started = false;
  }

  /** Whole minutes that have gone. */
  get minutes() {
    return Math.floor((this.gone + (this.since === null ? 0 : this.now() - this.since)) / MINUTE);
  }
}

/**
 * How the time stands, in words.
 * @param {number} gone minutes
 * @param {number} planned minutes of the version that is played
 */
export function timeInWords(gone, planned) {
  /** @param {number} n */
  const minutes = (n) => `${n} ${n === 1 ? "minute" : "minutes"}`;
  const rest = planned - gone;
  if (rest < 0) return `${minutes(gone)} gone, ${minutes(-rest)} over the ${planned} planned`;
  return `${minutes(gone)} gone, ${minutes(rest)} of ${planned} left`;
}

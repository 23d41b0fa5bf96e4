/**
 * One clock for picture and sound.
 *
 * Browsers stamp both tracks of a camera with the same clock, or each with its own. Two tracks whose stamps are equally far
 * from the page's clock share theirs, and keep their exact distance; others are laid beside each other by when they came.
 */

const SAME_CLOCK_MICROSECONDS = 500_000;

export class SharedClock {
  #offsets = new Map();

  /** The camera was changed: its tracks have new clocks. */
  reset() {
    this.#offsets.clear();
  }

  /** `timestamp` is the browser's, in microseconds; so is the answer, counted from the opening of the page. */
  place(track, timestamp) {
    if (!this.#offsets.has(track)) {
      const own = performance.now() * 1000 - timestamp;
      const shared = [...this.#offsets.values()].find((offset) => Math.abs(offset - own) < SAME_CLOCK_MICROSECONDS);
      this.#offsets.set(track, shared ?? own);
    }
    return Math.max(0, Math.round(timestamp + this.#offsets.get(track)));
  }
}

/**
 * How many bits the way to the server takes: down quickly when the socket's queue grows, up slowly when it stays empty.
 */

const HIGHEST = 1_200_000;
const LOWEST = 150_000;
const START = 900_000;
const QUEUE_TOO_LONG_SECONDS = 0.4;
const QUEUE_HOPELESS_SECONDS = 1.5;
const QUEUE_EMPTY_SECONDS = 0.05;
const LATE_MILLISECONDS = 1_000;
const PATIENCE_CHECKS = 10;

export class Bitrate {
  value = START;
  #good = 0;

  /** To be called twice a second. `delay` is what the server last said of how late chunks arrive, in milliseconds. */
  adjust(bufferedBytes, delay = 0) {
    const queue = (bufferedBytes * 8) / this.value;
    if (queue > QUEUE_TOO_LONG_SECONDS || delay > LATE_MILLISECONDS) {
      this.value = Math.max(LOWEST, Math.round(this.value * 0.7));
      this.#good = 0;
    } else if (queue < QUEUE_EMPTY_SECONDS && ++this.#good >= PATIENCE_CHECKS) {
      this.value = Math.min(HIGHEST, Math.round(this.value * 1.15));
      this.#good = 0;
    }
    return this.value;
  }

  /** So far behind that new pictures are better left out than queued. */
  isHopeless(bufferedBytes) {
    return (bufferedBytes * 8) / this.value > QUEUE_HOPELESS_SECONDS;
  }
}

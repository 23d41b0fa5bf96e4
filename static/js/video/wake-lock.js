/** Keeps the screen on while a host is on air; browsers take the lock away whenever the page was hidden. */

export class WakeLock {
  #lock = null;
  #again = () => document.visibilityState === "visible" && this.#take();

  start() {
    document.addEventListener("visibilitychange", this.#again);
    this.#take();
  }

  stop() {
    document.removeEventListener("visibilitychange", this.#again);
    this.#lock?.release().catch(() => {});
    this.#lock = null;
  }

  async #take() {
    try {
      this.#lock = await navigator.wakeLock?.request("screen");
    } catch {
      this.#lock = null;
    }
  }
}

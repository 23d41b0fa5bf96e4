/**
 * The socket of a publisher. It comes back by itself with full jitter; the room goes on meanwhile.
 *
 * Events: `open`, `health` (detail: the server's report), `lost` (trying again), `closed` (detail: {code, reason}, for good).
 */

const FIRST_DELAY_MILLISECONDS = 500;
const LONGEST_DELAY_MILLISECONDS = 10_000;
const BAD_MEDIA = 4400;
const MOST_BAD_MEDIA = 3;
const FINAL_CODES = new Set([4403, 4404, 4409, 4410]);
const NORMAL_CLOSE = 1000;

export class PublishSocket extends EventTarget {
  #url;
  #socket = null;
  #attempts = 0;
  #badMedia = 0;
  #timer = 0;
  #stopped = false;

  constructor(path) {
    super();
    this.#url = new URL(path, location.href.replace(/^http/, "ws"));
    this.#connect();
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  get bufferedBytes() {
    return this.#socket?.bufferedAmount ?? 0;
  }

  send(message) {
    if (this.isOpen) this.#socket.send(message);
  }

  close() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#socket?.close(NORMAL_CLOSE);
  }

  #connect() {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => this.dispatchEvent(new Event("open")));
    socket.addEventListener("message", ({ data }) => this.#report(data));
    socket.addEventListener("close", ({ code, reason }) => this.#closed(code, reason));
  }

  #report(data) {
    this.#attempts = 0;
    this.dispatchEvent(new CustomEvent("health", { detail: JSON.parse(data) }));
  }

  #closed(code, reason) {
    if (this.#stopped) return;
    if (code === BAD_MEDIA) this.#badMedia += 1;
    if (FINAL_CODES.has(code) || this.#badMedia >= MOST_BAD_MEDIA) {
      this.#stopped = true;
      this.dispatchEvent(new CustomEvent("closed", { detail: { code, reason } }));
      return;
    }
    this.dispatchEvent(new CustomEvent("lost", { detail: { code, reason } }));
    const longest = Math.min(LONGEST_DELAY_MILLISECONDS, FIRST_DELAY_MILLISECONDS * 2 ** this.#attempts);
    this.#attempts += 1;
    this.#timer = setTimeout(() => this.#connect(), Math.random() * longest);
  }
}

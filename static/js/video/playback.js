/**
 * A video element fed by HLS: by our own reader where the browser lets scripts feed a video, by the browser's own player
 * where that is all there is. Chromium's own says "maybe" to HLS and then plays it without low latency, so ours goes first.
 *
 * Events: `playing`, `stalled`, `blocked` (the browser wants a tap first), `failed`, `ended`.
 */

import { MediaBuffer } from "./hls/buffer.js";
import { LiveReader } from "./hls/live.js";
import { ReplayReader } from "./hls/replay.js";

const NATIVE_TYPE = "application/vnd.apple.mpegurl";

/** A picture that moves must not take the line from the page around it. */
async function painted() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  // Two frames, or a tenth of a second in a page that nobody looks at and that draws none.
  await new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(resolve));
    setTimeout(resolve, 100);
  });
}

export class Playback extends EventTarget {
  #video;
  #reader = null;
  #listening = new AbortController();
  #live;

  constructor(video, { live }) {
    super();
    this.#video = video;
    this.#live = live;
    const { signal } = this.#listening;
    video.addEventListener("playing", () => this.#say("playing"), { signal });
    video.addEventListener("waiting", () => this.#say("stalled"), { signal });
    video.addEventListener("ended", () => this.#say("ended"), { signal });
    if (live) video.addEventListener("loadedmetadata", () => this.play(), { signal });
  }

  /** Seconds between what is shown and the newest part; undefined in a replay and in the browser's own player. */
  get latency() {
    return this.#reader?.latency;
  }

  async load(url) {
    await painted();
    if (this.#listening.signal.aborted) return;
    this.#video.addEventListener("error", () => this.#say("failed"), { signal: this.#listening.signal });
    if (MediaBuffer.isSupported) this.#read(url);
    else if (this.#video.canPlayType(NATIVE_TYPE)) this.#video.src = url;
    else this.#say("failed");
  }

  async play() {
    try {
      await this.#video.play();
    } catch (error) {
      if (error.name === "NotAllowedError") this.#say("blocked");
    }
  }

  destroy() {
    this.#listening.abort();
    this.#reader = null;
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  #read(url) {
    const { signal } = this.#listening;
    this.#reader = new (this.#live ? LiveReader : ReplayReader)(this.#video, signal);
    this.#reader.read(new URL(url, location.href).href).catch(() => signal.aborted || this.#say("failed"));
  }

  #say(what) {
    this.dispatchEvent(new Event(what));
  }
}

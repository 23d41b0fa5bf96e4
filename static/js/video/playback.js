/**
 * A video element fed by HLS: hls.js where it can, the browser's own player where that is all there is. Chromium's own says
 * "maybe" to HLS and then plays it without low latency, so hls.js is asked first.
 *
 * Events: `playing`, `stalled`, `blocked` (the browser wants a tap first), `failed`, `ended`.
 */

const LIVE = Object.freeze({
  lowLatencyMode: true,
  maxLiveSyncPlaybackRate: 1.3,
  liveSyncOnStallIncrease: 0.1,
  backBufferLength: 10,
  maxBufferLength: 10,
  enableWorker: false,
});
const REPLAY = Object.freeze({ lowLatencyMode: false, backBufferLength: 60, enableWorker: false });
/** hls.js plays faster to make up for about a second; beyond this we jump. */
const FAR_BEHIND_SECONDS = 1.5;
const CHASE_EVERY_MILLISECONDS = 1_000;
const NATIVE_TYPE = "application/vnd.apple.mpegurl";

/** 117 KB, so only once the page stands, and only where it can work: an iPhone of before 2023 has a player of its own. */
async function hlsModule() {
  if (!("MediaSource" in self || "ManagedMediaSource" in self)) return null;
  await painted();
  return (await import("../../vendor/hls/hls.light.min.js")).default;
}

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
  #hls = null;
  #listening = new AbortController();
  #live;
  #chasing = 0;

  constructor(video, { live }) {
    super();
    this.#video = video;
    this.#live = live;
    const { signal } = this.#listening;
    video.addEventListener("playing", () => this.#say("playing"), { signal });
    video.addEventListener("waiting", () => this.#say("stalled"), { signal });
    video.addEventListener("ended", () => this.#say("ended"), { signal });
  }

  /** Seconds between what is shown and the newest part that the playlist names; undefined without hls.js. */
  get latency() {
    return this.#hls?.latency;
  }

  async load(url) {
    const Hls = await hlsModule();
    if (this.#listening.signal.aborted) return;
    if (Hls?.isSupported()) this.#loadByHls(Hls, url);
    else if (this.#video.canPlayType(NATIVE_TYPE)) this.#loadNatively(url);
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
    clearInterval(this.#chasing);
    this.#hls?.destroy();
    this.#hls = null;
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  #loadByHls(Hls, url) {
    const hls = new Hls(this.#live ? LIVE : REPLAY);
    this.#hls = hls;
    let repaired = false;
    hls.on(Hls.Events.ERROR, (_, { fatal, type }) => {
      if (!fatal) return;
      if (type === Hls.ErrorTypes.MEDIA_ERROR && !repaired) {
        repaired = true;
        hls.recoverMediaError();
      } else {
        this.#say("failed");
      }
    });
    hls.on(Hls.Events.MANIFEST_PARSED, () => this.#live && this.play());
    hls.loadSource(url);
    hls.attachMedia(this.#video);
    if (this.#live) this.#chasing = setInterval(() => this.#chase(hls), CHASE_EVERY_MILLISECONDS);
  }

  #chase(hls) {
    const behind = hls.latency - hls.targetLatency;
    const playing = !this.#video.paused && this.#video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;
    if (playing && behind > FAR_BEHIND_SECONDS && hls.liveSyncPosition) this.#video.currentTime = hls.liveSyncPosition;
  }

  #loadNatively(url) {
    this.#video.addEventListener("error", () => this.#say("failed"), { signal: this.#listening.signal });
    this.#video.src = url;
    if (this.#live) this.play();
  }

  #say(what) {
    this.dispatchEvent(new Event(what));
  }
}

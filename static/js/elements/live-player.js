/**
 * <live-player data-base="/video/7/" data-mode="live|replay">: a room's picture.
 *
 * Inside, from the template: `<video muted playsinline>`, `<img data-cover>` for stills when video will not play, buttons
 * with `data-action="play|unmute"`, and messages with `data-when="<states>"`.
 *
 * States (`data-state`): waiting (nothing on air yet), loading, live, stalled, paused (the host's connection is away),
 * blocked (the browser wants a tap), stills, ended; a replay has loading, playing, failed. Event: `player:state`.
 */

import { Playback } from "../video/playback.js";
import { nextState, later } from "../video/room-state.js";
import { showState } from "../video/states.js";
import { Stills } from "../video/stills.js";

const LONGEST_STALL_MILLISECONDS = 6_000;
const LONGEST_START_MILLISECONDS = 10_000;
const AGAIN_MILLISECONDS = 1_000;
const LONGEST_AGAIN_MILLISECONDS = 15_000;
const FAILURES_BEFORE_STILLS = 3;

class LivePlayer extends HTMLElement {
  #living = null;
  #playback = null;
  #stills = null;
  #click = (event) => this.#act(event.target.closest("[data-action]")?.dataset.action);
  #volume = () => this.#showMuted();

  connectedCallback() {
    this.#living = new AbortController();
    this.#stills = new Stills(this.querySelector("[data-cover]"), `${this.dataset.base}cover.jpg`);
    this.addEventListener("click", this.#click);
    this.#video.addEventListener("volumechange", this.#volume);
    this.#showMuted();
    if (this.dataset.mode === "replay") this.#replay();
    else this.#watch(this.#living.signal).catch((error) => this.#ended(error));
  }

  disconnectedCallback() {
    this.#living.abort();
    this.removeEventListener("click", this.#click);
    this.#video?.removeEventListener("volumechange", this.#volume);
    this.#playback?.destroy();
    this.#playback = null;
    this.#stills.hide();
  }

  get latency() {
    return this.#playback?.latency;
  }

  get #video() {
    return this.querySelector("video");
  }

  /** Waits until something is on air, plays it until it breaks, and begins again, until the room has ended. */
  async #watch(signal) {
    let failures = 0;
    let known = "";
    for (;;) {
      const { state, replay } = await nextState(this.dataset.base, known, signal);
      known = state;
      if (state === "ended") return this.#show("ended", { replay });
      if (state !== "live") {
        if (state === "paused") this.#stills.show();
        this.#show(state);
        continue;
      }
      if (this.dataset.state !== "stills") this.#show("loading");
      const played = await this.#play(signal);
      failures = played ? 0 : failures + 1;
      known = "";
      if (failures >= FAILURES_BEFORE_STILLS) {
        this.#stills.show();
        this.#show("stills");
      }
      await later(Math.min(AGAIN_MILLISECONDS * 2 ** failures, LONGEST_AGAIN_MILLISECONDS), signal);
    }
  }

  /** Plays until it fails, ends or stands still for too long. Answers whether it ever played. */
  async #play(signal) {
    const playback = new Playback(this.#video, { live: true });
    this.#playback = playback;
    this.#video.muted ||= !this.hasAttribute("data-sound");
    let played = false;
    try {
      await new Promise((resolve, reject) => {
        let patience = setTimeout(resolve, LONGEST_START_MILLISECONDS);
        const wait = () => {
          clearTimeout(patience);
          patience = setTimeout(resolve, LONGEST_STALL_MILLISECONDS);
        };
        playback.addEventListener("playing", () => {
          clearTimeout(patience);
          played = true;
          this.#stills.hide();
          this.#show("live");
        });
        playback.addEventListener("stalled", () => {
          wait();
          if (played) this.#show("stalled");
        });
        playback.addEventListener("blocked", () => {
          clearTimeout(patience);
          this.#show("blocked");
        });
        playback.addEventListener("failed", resolve);
        playback.addEventListener("ended", resolve);
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        playback.load(`${this.dataset.base}index.m3u8`).catch(resolve);
      });
    } finally {
      playback.destroy();
      if (this.#playback === playback) this.#playback = null;
    }
    return played;
  }

  #replay() {
    this.#show("loading");
    this.#video.controls = true;
    this.#video.muted = false;
    this.#playback = new Playback(this.#video, { live: false });
    this.#playback.addEventListener("failed", () => this.#show("failed"));
    this.#playback.addEventListener("playing", () => this.#show("playing"));
    this.#playback.load(`${this.dataset.base}replay/index.m3u8`).catch(() => this.#show("failed"));
  }

  #act(action) {
    if (action === "play") this.#playback?.play();
    if (action === "unmute") {
      this.#video.muted = !this.#video.muted;
      this.toggleAttribute("data-sound", !this.#video.muted);
    }
  }

  #showMuted() {
    this.toggleAttribute("data-muted", this.#video.muted);
    this.querySelector('[data-action="unmute"]')?.setAttribute("aria-pressed", String(!this.#video.muted));
  }

  #ended(error) {
    if (!this.#living.signal.aborted) throw error;
  }

  #show(state, detail) {
    showState(this, state, "player:state", detail);
  }
}

customElements.define("live-player", LivePlayer);

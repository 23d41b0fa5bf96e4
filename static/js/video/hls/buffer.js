/**
 * One SourceBuffer as a row of promises: each step waits for the one before. Sections come as `Uint8Array`.
 * On an iPhone of 2023 and later it is a ManagedMediaSource.
 */

import { beginning, describe } from "./boxes.js";

const Source = self.ManagedMediaSource ?? self.MediaSource;
/** What each of our streams has: H.264 baseline and Opus. */
const USUAL_TYPE = 'video/mp4; codecs="avc1.42e01e,opus"';
/** As near to the end of what is there as this, the player stands. */
const AT_THE_END_SECONDS = 0.05;
/** Removing costs more than keeping a little longer. */
const AT_LEAST_FORGOTTEN_SECONDS = 5;

export class MediaBuffer {
  #video;
  #source = null;
  #buffer = null;
  #map = null;
  #type = "";
  #timescales = new Map();

  static get isSupported() {
    return Source?.isTypeSupported(USUAL_TYPE) ?? false;
  }

  constructor(video) {
    this.#video = video;
  }

  /** Seconds of the newest picture and sound that are there; NaN where nothing is. */
  get end() {
    const ranges = this.#buffer?.buffered;
    return ranges?.length ? ranges.end(ranges.length - 1) : Number.NaN;
  }

  /** From where on there is no hole before that. */
  get start() {
    const ranges = this.#buffer?.buffered;
    return ranges?.length ? ranges.start(ranges.length - 1) : Number.NaN;
  }

  set duration(seconds) {
    this.#source.duration = seconds;
  }

  /** Before the first fragment, and again where the map's address is another. */
  async describe(map, bytes) {
    if (map === this.#map) return;
    const { type, timescales } = describe(bytes);
    if (!this.#source) await this.#open(type);
    else if (type !== this.#type) this.#buffer.changeType(type);
    [this.#map, this.#type, this.#timescales] = [map, type, timescales];
    await this.#append(bytes);
  }

  hasMap(map) {
    return map === this.#map;
  }

  /** Where the fragment says that it begins, in seconds. */
  beginning(bytes) {
    return beginning(bytes, this.#timescales);
  }

  async add(bytes, { offset = 0 } = {}) {
    if (this.#buffer.timestampOffset !== offset) this.#buffer.timestampOffset = offset;
    try {
      await this.#append(bytes);
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      await this.#remove(this.#video.currentTime - 1);
      await this.#append(bytes);
    }
  }

  /** Drops what lies before `seconds`. Answers whether it did. */
  async forget(seconds) {
    const ranges = this.#buffer?.buffered;
    if (!ranges?.length || ranges.start(0) > seconds - AT_LEAST_FORGOTTEN_SECONDS) return false;
    await this.#remove(seconds);
    return true;
  }

  finish() {
    if (this.#source?.readyState === "open") this.#source.endOfStream();
  }

  /** Who stands before a hole of at most so many seconds goes on behind it. */
  leap(most) {
    const { currentTime, buffered, readyState } = this.#video;
    if (readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) return;
    for (let index = 0; index < buffered.length; index++) {
      if (buffered.end(index) <= currentTime + AT_THE_END_SECONDS) continue;
      const hole = buffered.start(index) - currentTime;
      if (hole > 0 && hole <= most) this.#video.currentTime = buffered.start(index);
      return;
    }
  }

  async #open(type) {
    this.#source = new Source();
    const opened = new Promise((resolve) => this.#source.addEventListener("sourceopen", resolve, { once: true }));
    const url = URL.createObjectURL(this.#source);
    this.#video.disableRemotePlayback = true; // what a ManagedMediaSource insists on
    this.#video.src = url;
    await opened;
    URL.revokeObjectURL(url);
    this.#buffer = this.#source.addSourceBuffer(type);
  }

  async #append(bytes) {
    const done = this.#done();
    this.#buffer.appendBuffer(bytes);
    await done;
  }

  async #remove(seconds) {
    const done = this.#done();
    this.#buffer.remove(0, Math.max(seconds, 0.001));
    await done;
  }

  #done() {
    return new Promise((resolve, reject) => {
      this.#buffer.onupdateend = resolve;
      this.#buffer.onerror = () => reject(new Error("The browser cannot read this video."));
    });
  }
}

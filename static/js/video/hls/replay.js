/** HLS of what is over: segments are fetched from where the viewer is, as far ahead as is sensible. */

import { MediaBuffer } from "./buffer.js";
import { playlist, section } from "./fetching.js";

const AHEAD_SECONDS = 30;
const BACK_SECONDS = 60;
/** Between two runs there may be a hole. What is not fetched yet is a hole as well, and waited for. */
const SMALL_HOLE_SECONDS = 1;

export class ReplayReader {
  #video;
  #buffer;
  #signal;
  #segments = [];
  #offsets = new Map();
  #here = new Set();
  #wake = () => {};

  constructor(video, signal) {
    this.#video = video;
    this.#buffer = new MediaBuffer(video);
    this.#signal = signal;
    for (const name of ["timeupdate", "seeking"]) video.addEventListener(name, () => this.#wake(), { signal });
    video.addEventListener("waiting", () => this.#buffer.leap(SMALL_HOLE_SECONDS), { signal });
  }

  /** As long as the viewer stays. Throws when it cannot go on. */
  async read(url) {
    this.#segments = (await playlist(url, this.#signal)).segments;
    const last = this.#segments.at(-1);
    for (;;) {
      const moved = new Promise((resolve) => (this.#wake = resolve));
      const segment = this.#wanted();
      if (segment) {
        await this.#add(segment, last.start + last.seconds);
        this.#buffer.leap(SMALL_HOLE_SECONDS);
        await this.#forget();
      } else {
        if (this.#here.has(last.number)) this.#buffer.finish();
        await moved;
      }
    }
  }

  /** The first segment from here on that is not there yet; none where enough is. */
  #wanted() {
    const now = this.#video.currentTime;
    return this.#segments.find(
      ({ number, start, seconds }) => start + seconds > now && start < now + AHEAD_SECONDS && !this.#here.has(number),
    );
  }

  async #add(segment, duration) {
    const [bytes, map] = await Promise.all([
      section(segment.url, this.#signal),
      this.#buffer.hasMap(segment.map) ? null : section(segment.map, this.#signal),
    ]);
    if (map) await this.#buffer.describe(segment.map, map);
    if (this.#here.size === 0) this.#buffer.duration = duration;
    // While the host was away the recording's clock went on and the playlist's did not: each run is moved as a whole.
    if (!this.#offsets.has(segment.run)) {
      this.#offsets.set(segment.run, segment.start - this.#buffer.beginning(bytes));
    }
    await this.#buffer.add(bytes, { offset: this.#offsets.get(segment.run) });
    this.#here.add(segment.number);
  }

  async #forget() {
    const before = this.#video.currentTime - BACK_SECONDS;
    if (!(await this.#buffer.forget(before))) return;
    for (const { number, start } of this.#segments) if (start < before) this.#here.delete(number);
  }
}

/**
 * Low-latency HLS: the playlist is asked to answer when the next part is there, the part that it hints at is asked for
 * before it exists, and what arrives is played at the distance to the newest part that the playlist wants kept. A playlist
 * without parts is read by whole segments.
 */

import { later } from "../room-state.js";
import { MediaBuffer } from "./buffer.js";
import { playlist, Refused, section } from "./fetching.js";

const BACK_SECONDS = 10;
/** A little off is made up by playing faster or slower, far behind by a jump. */
const SLIGHTLY_SECONDS = 0.15;
const FAR_BEHIND_SECONDS = 1.5;
const FASTEST = 1.3;
const SLOWEST = 0.9;
/** After each stall we keep further away: this network needs it. */
const MORE_AFTER_STALL_SECONDS = 0.1;
const MOST_MORE_SECONDS = 2;
const AGAIN_MILLISECONDS = 250;
const ANEW = Object.freeze({ number: Infinity, index: 0 });

export class LiveReader {
  #video;
  #buffer;
  #signal;
  #hint = null;
  #holdBack = 1;
  #more = 0;
  #began = false;

  constructor(video, signal) {
    this.#video = video;
    this.#buffer = new MediaBuffer(video);
    this.#signal = signal;
    video.addEventListener("timeupdate", () => this.#chase(), { signal });
    video.addEventListener("waiting", () => this.#stalled(), { signal });
  }

  /** Seconds between what is shown and the newest part that is here. */
  get latency() {
    return this.#buffer.end - this.#video.currentTime;
  }

  /** Until the stream ends. Throws when it cannot go on. */
  async read(url) {
    let list = await playlist(url, this.#signal);
    let next = ANEW;
    for (;;) {
      this.#holdBack = list.holdBackSeconds;
      const adding = partsFrom(list, next).map((part) => ({ part, coming: this.#take(part.url) }));
      this.#ask(list.hintUrl);
      next = await this.#add(adding, next);
      if (list.ended) return this.#buffer.finish();
      list = await this.#newer(list);
    }
  }

  /** Appends in order what comes side by side. Answers the place of the part that is next. */
  async #add(adding, next) {
    for (const { coming } of adding) coming.catch(() => {}); // awaited below, perhaps after another one failed
    try {
      for (const { part, coming } of adding) {
        if (!this.#buffer.hasMap(part.map)) {
          await this.#buffer.describe(part.map, await section(part.map, this.#signal));
        }
        await this.#buffer.add(await coming);
        next = { number: part.number, index: part.index + 1 };
      }
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 404) throw error;
      next = ANEW; // we came too late for it
    }
    this.#goOn();
    await this.#buffer.forget(this.#video.currentTime - BACK_SECONDS);
    return next;
  }

  #take(url) {
    const asked = this.#hint?.url === url ? this.#hint.coming : null;
    return asked?.catch(() => section(url, this.#signal)) ?? section(url, this.#signal);
  }

  #ask(url) {
    if (!url || url === this.#hint?.url) return;
    const coming = section(url, this.#signal);
    coming.catch(() => {}); // whoever takes it asks again
    this.#hint = { url, coming };
  }

  async #newer(list) {
    const url = new URL(list.url);
    if (list.canBlock) {
      const last = list.segments.at(-1);
      url.searchParams.set("_HLS_msn", last.complete ? last.number + 1 : last.number);
      url.searchParams.set("_HLS_part", last.complete ? 0 : last.parts.length);
      url.searchParams.set("_HLS_skip", "YES");
    } else {
      await later(list.targetSeconds * 500, this.#signal);
    }
    for (;;) {
      try {
        return await playlist(url.href, this.#signal, list);
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 503) throw error;
        await later(AGAIN_MILLISECONDS, this.#signal); // the host's connection is away: nothing new yet
      }
    }
  }

  /** To the first picture, or over a hole: in a room what comes later is better. */
  #goOn() {
    const stands = this.#video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    const isBehindHole = this.#began && this.#buffer.start <= this.#video.currentTime;
    if (Number.isNaN(this.#buffer.end) || !stands || isBehindHole) return;
    this.#video.currentTime = this.#wanted;
    this.#began = true;
  }

  get #wanted() {
    return Math.max(this.#buffer.start, this.#buffer.end - this.#holdBack - this.#more);
  }

  #chase() {
    const behind = this.#wanted - this.#video.currentTime;
    const playing = !this.#video.paused && this.#video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;
    if (playing && behind > FAR_BEHIND_SECONDS) this.#video.currentTime = this.#wanted;
    else this.#video.playbackRate = rateFor(behind);
  }

  #stalled() {
    if (!this.#began) return;
    this.#more = Math.min(this.#more + MORE_AFTER_STALL_SECONDS, MOST_MORE_SECONDS);
    this.#goOn();
  }
}

function rateFor(behind) {
  if (behind > SLIGHTLY_SECONDS) return Math.min(FASTEST, 1 + behind / 2);
  return behind < -SLIGHTLY_SECONDS ? SLOWEST : 1;
}

/** The parts from `next` on; where the playlist no longer reaches back to it, those to begin with. */
function partsFrom(list, next) {
  const parts = list.segments.flatMap((segment) => (segment.parts.length ? segment.parts : whole(segment)));
  const oldest = parts[0];
  if (!oldest || next.number < oldest.number || next === ANEW) return partsToBeginWith(parts, list.holdBackSeconds);
  return parts.filter(({ number, index }) => number > next.number || (number === next.number && index >= next.index));
}

/** From the newest part that stands alone and lies far enough back; if none does, from the oldest that stands alone. */
function partsToBeginWith(parts, holdBackSeconds) {
  let from = parts.findIndex((part) => part.independent);
  let seconds = 0;
  for (let index = parts.length - 1; index >= 0; index--) {
    seconds += parts[index].seconds;
    if (!parts[index].independent || seconds < holdBackSeconds) continue;
    from = index;
    break;
  }
  return from < 0 ? [] : parts.slice(from);
}

function whole({ number, url, seconds, map }) {
  return { number, index: 0, url, seconds, independent: true, map };
}

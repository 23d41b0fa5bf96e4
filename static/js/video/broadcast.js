/**
 * From an open camera to an open socket: encoders in between, bits as the way to the server takes them.
 */

import { Bitrate } from "./bitrate.js";
import { dataOf, picturesOf } from "./frames.js";
import { PictureEncoder } from "./picture-encoder.js";
import { PublishSocket } from "./publish-socket.js";
import { SharedClock } from "./shared-clock.js";
import { SoundEncoder } from "./sound-encoder.js";

const ADJUST_EVERY_MILLISECONDS = 500;

export class Broadcast {
  #bitrate = new Bitrate();
  #clock = new SharedClock();
  #stopping = new AbortController();
  #camera = null;
  #timer = 0;
  #delay = 0;
  #picture;
  #sound;
  #video;
  #fail;
  leftOut = 0;

  /** `video` shows the preview; `fail(error)` is called when an encoder breaks down. */
  constructor({ path, video, fail }) {
    this.socket = new PublishSocket(path);
    this.#video = video;
    this.#fail = fail;
    const send = (message) => this.socket.send(message);
    this.#picture = new PictureEncoder({ clock: this.#clock, bitrate: this.#bitrate.value, send, fail });
    this.#sound = SoundEncoder.isSupported() ? new SoundEncoder({ clock: this.#clock, send, fail }) : null;
    this.socket.addEventListener("open", () => this.#restart());
    this.socket.addEventListener("health", ({ detail }) => (this.#delay = detail.delay_ms));
    this.#timer = setInterval(() => this.#adjust(), ADJUST_EVERY_MILLISECONDS);
  }

  /** Also when the camera was turned or changed: the stream goes on with what comes from now. */
  use(stream) {
    this.#camera?.abort();
    this.#camera = new AbortController();
    this.#clock.reset();
    this.#sound?.restart();
    const signal = AbortSignal.any([this.#camera.signal, this.#stopping.signal]);
    const [pictures] = stream.getVideoTracks();
    const [sounds] = stream.getAudioTracks();
    this.#pump(picturesOf(pictures, this.#video, signal), signal, (frame) => this.#encodePicture(frame));
    if (sounds && this.#sound) this.#pump(dataOf(sounds, signal), signal, (data) => this.#encodeSound(data));
  }

  stop() {
    this.#stopping.abort();
    clearInterval(this.#timer);
    this.socket.close();
    this.#picture.close();
    this.#sound?.close();
  }

  async #pump(source, signal, encode) {
    try {
      for await (const data of source) {
        if (signal.aborted) data.close();
        else encode(data);
      }
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #encodePicture(frame) {
    if (!this.socket.isOpen || this.#bitrate.isHopeless(this.socket.bufferedBytes)) {
      frame.close();
      this.leftOut += 1;
    } else if (!this.#picture.encode(frame)) {
      this.leftOut += 1;
    }
  }

  #encodeSound(data) {
    if (this.socket.isOpen) this.#sound.encode(data);
    else data.close();
  }

  #restart() {
    this.#picture.restart();
    this.#sound?.restart();
  }

  #adjust() {
    this.#picture.bitrate = this.#bitrate.adjust(this.socket.bufferedBytes, this.#delay);
  }
}

/**
 * A microphone to Opus. The encoder is configured from the first data that really comes: a track that is announced and then
 * stays empty keeps players from ever starting.
 */

import { KIND, chunkMessage, descriptionMessage, opusHead } from "./wire.js";

const BITRATE = 64_000;
const OPUS_RATE = 48_000;
/** Encoders count samples from where they began. When that has drifted this far from the capture's stamps, a new one begins. */
const DRIFT_MICROSECONDS = 40_000;

export class SoundEncoder {
  #encoder = null;
  #clock;
  #send;
  #fail;
  #expected = 0;
  #shift = 0;

  constructor({ clock, send, fail }) {
    this.#clock = clock;
    this.#send = send;
    this.#fail = fail;
  }

  static isSupported() {
    return "AudioEncoder" in window && "MediaStreamTrackProcessor" in window;
  }

  /** Takes and closes one AudioData. */
  encode(data) {
    if (this.#encoder && Math.abs(data.timestamp - this.#expected) > DRIFT_MICROSECONDS) this.restart();
    if (!this.#encoder) {
      this.#encoder = this.#configured(data);
      this.#expected = data.timestamp;
    }
    this.#expected += data.duration;
    this.#shift = this.#clock.place("sound", data.timestamp) - data.timestamp;
    this.#encoder.encode(data);
    data.close();
  }

  /** After a hole, on a new connection, with another microphone: described and stamped anew. */
  restart() {
    this.close();
    this.#encoder = null;
  }

  close() {
    if (this.#encoder?.state !== "closed") this.#encoder?.close();
  }

  #configured({ sampleRate, numberOfChannels }) {
    let described = false;
    const encoder = new AudioEncoder({
      output: (chunk, metadata) => {
        if (!described) {
          const description = metadata?.decoderConfig?.description ?? opusHead(numberOfChannels, OPUS_RATE);
          this.#send(descriptionMessage(KIND.soundDescription, description));
          described = true;
        }
        this.#send(chunkMessage(KIND.sound, chunk, Math.max(0, Math.round(chunk.timestamp + this.#shift))));
      },
      error: (error) => this.#fail(error),
    });
    encoder.configure({ codec: "opus", sampleRate, numberOfChannels, bitrate: BITRATE });
    return encoder;
  }
}

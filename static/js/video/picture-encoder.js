/**
 * Frames to H.264 baseline of 640×360, or 360×640 for a camera held upright, with a key frame each second.
 */

import { KIND, chunkMessage, descriptionMessage } from "./wire.js";

const CODEC = "avc1.42E01E";
const LONG_SIDE_PIXELS = 640;
const SHORT_SIDE_PIXELS = 360;
const FRAMES_PER_SECOND = 30;
const KEY_FRAME_EVERY_MICROSECONDS = 980_000;
const LONGEST_QUEUE = 3;

export class PictureEncoder {
  #encoder;
  #clock;
  #send;
  #fail;
  #bitrate;
  #size = "";
  #description = null;
  #lastKey = -Infinity;
  #wantsKey = true;

  /** `send(message)` gets each message for the socket; `fail(error)` is called once when encoding breaks down. */
  constructor({ clock, bitrate, send, fail }) {
    this.#clock = clock;
    this.#bitrate = bitrate;
    this.#send = send;
    this.#fail = fail;
  }

  static async isSupported() {
    if (!("VideoEncoder" in window)) return false;
    const { supported } = await VideoEncoder.isConfigSupported(configuration(LONG_SIDE_PIXELS, SHORT_SIDE_PIXELS, 500_000));
    return supported;
  }

  /** Takes and closes a frame. Answers false when it was left out because the encoder lags behind. */
  encode(frame) {
    if (this.#encoder && this.#encoder.encodeQueueSize > LONGEST_QUEUE) {
      frame.close();
      return false;
    }
    const upright = frame.displayHeight > frame.displayWidth;
    this.#configure(upright ? SHORT_SIDE_PIXELS : LONG_SIDE_PIXELS, upright ? LONG_SIDE_PIXELS : SHORT_SIDE_PIXELS);
    const timestamp = this.#clock.place("picture", frame.timestamp);
    const keyFrame = this.#wantsKey || timestamp - this.#lastKey >= KEY_FRAME_EVERY_MICROSECONDS;
    if (keyFrame) {
      this.#lastKey = timestamp;
      this.#wantsKey = false;
    }
    const stamped = new VideoFrame(frame, { timestamp });
    frame.close();
    this.#encoder.encode(stamped, { keyFrame });
    stamped.close();
    return true;
  }

  /** After a new connection: the description and a key frame go first. */
  restart() {
    this.#wantsKey = true;
    if (this.#description) this.#send(this.#description);
  }

  set bitrate(bitrate) {
    if (bitrate === this.#bitrate) return;
    this.#bitrate = bitrate;
    this.#size = "";
  }

  close() {
    if (this.#encoder?.state !== "closed") this.#encoder?.close();
  }

  #configure(width, height) {
    const size = `${width}×${height}`;
    if (size === this.#size) return;
    this.#size = size;
    this.#encoder ??= new VideoEncoder({
      output: (chunk, metadata) => this.#output(chunk, metadata),
      error: (error) => this.#fail(error),
    });
    this.#encoder.configure(configuration(width, height, this.#bitrate));
  }

  #output(chunk, metadata) {
    const description = metadata?.decoderConfig?.description;
    if (description) {
      this.#description = descriptionMessage(KIND.pictureDescription, description);
      this.#send(this.#description);
    }
    this.#send(chunkMessage(KIND.picture, chunk, chunk.timestamp));
  }
}

function configuration(width, height, bitrate) {
  return {
    codec: CODEC,
    width,
    height,
    bitrate,
    framerate: FRAMES_PER_SECOND,
    latencyMode: "realtime",
    avc: { format: "avc" },
  };
}

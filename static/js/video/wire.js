/**
 * The wire format of a publisher: sixteen bytes before each encoded chunk, described in `docs/video.md`.
 */

export const KIND = Object.freeze({ pictureDescription: 0, soundDescription: 1, picture: 2, sound: 3 });

const VERSION = 1;
const HEADER_BYTES = 16;

/** `chunk` is an EncodedVideoChunk or EncodedAudioChunk; `timestamp` is in microseconds on the clock that both share. */
export function chunkMessage(kind, chunk, timestamp) {
  const message = header(kind, chunk.byteLength, {
    key: chunk.type === "key",
    duration: chunk.duration ?? 0,
    timestamp,
  });
  chunk.copyTo(message.subarray(HEADER_BYTES));
  return message;
}

/** `description` is what the encoder's `decoderConfig.description` holds. */
export function descriptionMessage(kind, description) {
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  const message = header(kind, bytes.byteLength, { key: false, duration: 0, timestamp: 0 });
  message.set(bytes, HEADER_BYTES);
  return message;
}

/** RFC 7845, 5.1: for encoders that do not describe their Opus. */
export function opusHead(channels, sampleRate) {
  const head = new Uint8Array(19);
  head.set(new TextEncoder().encode("OpusHead"));
  const view = new DataView(head.buffer);
  view.setUint8(8, 1);
  view.setUint8(9, channels);
  view.setUint16(10, 312, true);
  view.setUint32(12, sampleRate, true);
  return head;
}

function header(kind, size, { key, duration, timestamp }) {
  const message = new Uint8Array(HEADER_BYTES + size);
  const view = new DataView(message.buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, kind);
  view.setUint8(2, key ? 1 : 0);
  view.setUint32(4, duration);
  view.setBigUint64(8, BigInt(timestamp));
  return message;
}

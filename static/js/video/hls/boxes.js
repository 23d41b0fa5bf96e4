/** What sections of fragmented MP4 say of themselves (ISO/IEC 14496-12). */

const PARENTS = new Set(["moov", "trak", "mdia", "minf", "stbl", "moof", "traf"]);
const HEADER_BYTES = 8;
const VISUAL_ENTRY_BYTES = 78;

/** Of an initialisation section: `{ type, timescales }`, the MIME type with codecs, and ticks a second by track. */
export function describe(bytes) {
  const view = viewOf(bytes);
  const timescales = new Map();
  const codecs = [];
  let track = 0;
  for (const { name, body, end } of walk(view)) {
    const long = view.getUint8(body) === 1; // version 1 has times of 64 bits
    if (name === "tkhd") track = view.getUint32(body + (long ? 20 : 12));
    if (name === "mdhd") timescales.set(track, view.getUint32(body + (long ? 20 : 12)));
    if (name === "stsd") codecs.push(codecOf(view, body + 8, end));
  }
  return { type: `video/mp4; codecs="${codecs.join(",")}"`, timescales };
}

/** Where a fragment begins, in seconds of its track that begins first. */
export function beginning(bytes, timescales) {
  const view = viewOf(bytes);
  const starts = [];
  let track = 0;
  for (const { name, body } of walk(view)) {
    if (name === "tfhd") track = view.getUint32(body + 4);
    if (name !== "tfdt") continue;
    const long = view.getUint8(body) === 1;
    starts.push((long ? Number(view.getBigUint64(body + 4)) : view.getUint32(body + 4)) / timescales.get(track));
    if (starts.length === timescales.size) break; // a segment has a fragment for each of its parts
  }
  return Math.min(...starts);
}

function* walk(view, from = 0, to = view.byteLength) {
  for (let at = from; at + HEADER_BYTES <= to; ) {
    const size = view.getUint32(at);
    const end = at + size;
    if (size < HEADER_BYTES || end > to) return;
    const name = nameAt(view, at + 4);
    yield { name, body: at + HEADER_BYTES, end };
    if (PARENTS.has(name)) yield* walk(view, at + HEADER_BYTES, end);
    at = end;
  }
}

function codecOf(view, entry, end) {
  const name = nameAt(view, entry + 4);
  if (name === "Opus") return "opus";
  if (name === "mp4a") return "mp4a.40.2";
  for (const box of walk(view, entry + HEADER_BYTES + VISUAL_ENTRY_BYTES, end)) {
    if (box.name !== "avcC") continue;
    const hex = [1, 2, 3].map((place) => view.getUint8(box.body + place).toString(16).padStart(2, "0"));
    return `avc1.${hex.join("")}`;
  }
  return name;
}

function nameAt(view, at) {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

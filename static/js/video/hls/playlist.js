/**
 * HLS playlists as data (RFC 8216 and draft-pantos-hls-rfc8216bis): what our packager writes, and what a reader of it needs.
 *
 * Multivariant: `{ variants: [{ url, bandwidth }] }`.
 * Media: `{ segments, ended, targetSeconds, holdBackSeconds, canBlock, hintUrl }`, where a segment is
 * `{ number, url, seconds, start, map, run, complete, parts: [{ number, index, url, seconds, independent, map }] }`:
 * `start` in seconds from the beginning of what is listed, `map` the address of the initialisation section, `run` the number
 * of discontinuities before it. A segment that is still being made has parts and no `url`.
 */

const ATTRIBUTE = /([A-Z0-9-]+)=("[^"]*"|[^,]*)/g;

/** `before` is the playlist that a delta update goes on from. Throws `SyntaxError` for what is no playlist. */
export function parsePlaylist(text, base, before = null) {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  if (lines[0] !== "#EXTM3U") throw new SyntaxError("This is no HLS playlist.");
  return lines.some((line) => line.startsWith("#EXT-X-STREAM-INF:"))
    ? multivariant(lines, base)
    : media(lines, base, before);
}

function multivariant(lines, base) {
  const variants = [];
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith("#EXT-X-STREAM-INF:")) continue;
    variants.push({ url: absolute(lines[index + 1], base), bandwidth: Number(attributes(line).BANDWIDTH) });
  }
  return { variants };
}

function media(lines, base, before) {
  const list = { segments: [], ended: false, targetSeconds: 1, holdBackSeconds: 3, canBlock: false, hintUrl: null };
  let [number, run, map, start, seconds, parts] = [0, 0, null, 0, 0, []];
  const close = (url) => {
    const whole = url ? seconds : parts.reduce((sum, part) => sum + part.seconds, 0);
    list.segments.push({ number, url, seconds: whole, start, map, run, complete: url !== null, parts });
    [number, start, seconds, parts] = [number + 1, start + whole, 0, []];
  };
  const tags = {
    "EXT-X-TARGETDURATION": (value) => {
      list.targetSeconds = Number(value);
      list.holdBackSeconds = 3 * list.targetSeconds;
    },
    "EXT-X-SERVER-CONTROL": (_, { "CAN-BLOCK-RELOAD": block, "PART-HOLD-BACK": holdBack }) => {
      list.canBlock = block === "YES";
      if (holdBack) list.holdBackSeconds = Number(holdBack);
    },
    "EXT-X-MEDIA-SEQUENCE": (value) => (number = Number(value)),
    "EXT-X-DISCONTINUITY-SEQUENCE": (value) => (run = Number(value)),
    "EXT-X-SKIP": (_, { "SKIPPED-SEGMENTS": skipped }) => {
      const next = number + Number(skipped);
      list.segments = (before?.segments ?? []).filter((known) => known.number >= number && known.number < next);
      const last = list.segments.at(-1);
      if (last) [start, map, run] = [last.start + last.seconds, last.map, last.run];
      number = next;
    },
    "EXT-X-DISCONTINUITY": () => (run += 1),
    "EXT-X-MAP": (_, { URI }) => (map = absolute(URI, base)),
    EXTINF: (value) => (seconds = Number.parseFloat(value)),
    "EXT-X-PART": (_, { URI, DURATION, INDEPENDENT }) =>
      parts.push({
        number,
        index: parts.length,
        url: absolute(URI, base),
        seconds: Number(DURATION),
        independent: INDEPENDENT === "YES",
        map,
      }),
    "EXT-X-PRELOAD-HINT": (_, { TYPE, URI }) => {
      if (TYPE === "PART") list.hintUrl = absolute(URI, base);
    },
    "EXT-X-ENDLIST": () => (list.ended = true),
  };
  for (const line of lines) {
    if (line && !line.startsWith("#")) close(absolute(line, base));
    const [, name, value] = /^#([A-Z0-9-]+):?(.*)$/.exec(line) ?? [];
    tags[name]?.(value, attributes(value));
  }
  if (parts.length) close(null);
  return list;
}

function attributes(text) {
  const pairs = [...text.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, value.replaceAll('"', "")]);
  return Object.fromEntries(pairs);
}

function absolute(url, base) {
  return new URL(url, base).href;
}

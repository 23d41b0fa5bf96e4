/** Sections and playlists over HTTP, asked again when the network fails. */

import { later } from "../room-state.js";
import { parsePlaylist } from "./playlist.js";

const PATIENCE_MILLISECONDS = 8_000;
const PAUSES_MILLISECONDS = [200, 600, 1_800];

/** The server said no. `status` 503: nothing new yet, 404: gone. */
export class Refused extends Error {
  constructor(status) {
    super(`Answered ${status}.`);
    this.status = status;
  }
}

export async function section(url, signal) {
  return new Uint8Array(await get(url, signal, (response) => response.arrayBuffer()));
}

/** A media playlist with its `url`; of several variants the first. */
export async function playlist(url, signal, before = null) {
  const found = parsePlaylist(await get(url, signal, (response) => response.text()), url, before);
  return found.variants ? playlist(found.variants[0].url, signal) : { ...found, url };
}

async function get(url, signal, read) {
  for (const pause of [...PAUSES_MILLISECONDS, null]) {
    try {
      return await once(url, signal, read);
    } catch (error) {
      if (signal.aborted || error instanceof Refused || pause === null) throw error;
      await later(pause, signal);
    }
  }
}

/** By hand and not by `AbortSignal.any`: telephones live longer than two years. */
async function once(url, signal, read) {
  const trying = new AbortController();
  const stop = () => trying.abort(signal.reason);
  const timer = setTimeout(() => trying.abort(), PATIENCE_MILLISECONDS);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const response = await fetch(url, { signal: trying.signal });
    if (!response.ok) throw new Refused(response.status);
    return await read(response);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

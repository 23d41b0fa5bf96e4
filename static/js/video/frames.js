/**
 * The raw frames of a camera, one after the other: `for await (const frame of picturesOf(track, video, signal))`.
 * Whoever takes a frame closes it.
 */

export async function* picturesOf(track, video, signal) {
  if ("MediaStreamTrackProcessor" in window) {
    yield* dataOf(track, signal);
    return;
  }
  while (!signal.aborted) {
    const shown = await new Promise((resolve) => {
      video.requestVideoFrameCallback((now) => resolve(now));
    });
    yield new VideoFrame(video, { timestamp: Math.round(shown * 1000) });
  }
}

/** Frames of a picture track or AudioData of a sound track, where the browser can hand them out on the page's thread. */
export async function* dataOf(track, signal) {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  signal.addEventListener("abort", () => reader.cancel().catch(() => {}), { once: true });
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}

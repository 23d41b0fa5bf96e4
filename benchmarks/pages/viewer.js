/** The player's own element, or hls.js: with `?how=plain` on whole segments, with `?how=hls` on parts. Every picture's age is noted. */

import { WIDTH, HEIGHT, read } from "./burnt_in_clock.js";

const video = document.querySelector("video");
const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
const context = canvas.getContext("2d", { willReadFrequently: true });
const READ_EVERY_MILLISECONDS = 150;

window.seen = { ages: [], unreadable: 0, stalls: 0, frames: 0, startedAfter: null, states: [] };
const began = performance.now();
let readAt = -Infinity;
video.addEventListener("waiting", () => (window.seen.stalls += window.seen.frames > 0 ? 1 : 0));
video.requestVideoFrameCallback(function note(now) {
  window.seen.frames += 1;
  window.seen.startedAfter ??= performance.now() - began;
  if (now - readAt > READ_EVERY_MILLISECONDS) {
    readAt = now;
    const age = read(context, video);
    if (age === null) window.seen.unreadable += 1;
    else window.seen.ages.push([performance.now() - began, age]);
  }
  video.requestVideoFrameCallback(note);
});

const how = new URLSearchParams(location.search).get("how");
if (how) {
  const { default: Hls } = await import("./vendor/hls/hls.light.min.js");
  const hls = new Hls(
    how === "plain"
      ? { lowLatencyMode: false, enableWorker: false }
      : { lowLatencyMode: true, enableWorker: false, maxLiveSyncPlaybackRate: 1.3, liveSyncOnStallIncrease: 0.1 },
  );
  hls.on(Hls.Events.MANIFEST_PARSED, () => video.play());
  hls.loadSource(how === "plain" ? "/video/1/plain.m3u8" : "/video/1/index.m3u8");
  hls.attachMedia(video);
} else {
  document.addEventListener("player:state", ({ detail }) => window.seen.states.push(detail.state));
  await import("/static/js/elements/live-player.js");
}

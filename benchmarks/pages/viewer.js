/** The player's own element, or with `?plain` hls.js on the plain playlist; every picture's age is noted. */

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

if (new URLSearchParams(location.search).has("plain")) {
  const { default: Hls } = await import("/static/vendor/hls/hls.light.min.js");
  const hls = new Hls({ lowLatencyMode: false, enableWorker: false });
  hls.on(Hls.Events.MANIFEST_PARSED, () => video.play());
  hls.loadSource("/video/1/plain.m3u8");
  hls.attachMedia(video);
} else {
  document.addEventListener("player:state", ({ detail }) => window.seen.states.push(detail.state));
  await import("/static/js/elements/live-player.js");
}

/** The publisher's own element on a camera that films a clock. */

import { draw } from "./burnt_in_clock.js";

const canvas = document.querySelector("canvas");
const context = canvas.getContext("2d", { alpha: false });
let frame = 0;
setInterval(() => draw(context, frame++), 1000 / 30);

navigator.mediaDevices.getUserMedia = async () => {
  const stream = canvas.captureStream(30);
  const audio = new AudioContext({ sampleRate: 48_000 });
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.05;
  const destination = audio.createMediaStreamDestination();
  tone.connect(volume).connect(destination);
  tone.start();
  stream.addTrack(destination.stream.getAudioTracks()[0]);
  return stream;
};

window.health = [];
document.addEventListener("publisher:health", ({ detail }) => window.health.push(detail));
await import("/static/js/elements/live-publisher.js");
document.querySelector('[data-action="start"]').click();

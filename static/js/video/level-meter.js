/** Shows in a `<meter>` how loud the microphone is. */

const EVERY_MILLISECONDS = 100;
const FULL_SCALE = 0.3;

export class LevelMeter {
  #meter;
  #context = null;
  #timer = 0;

  constructor(meter) {
    this.#meter = meter;
  }

  start(stream) {
    if (!this.#meter || stream.getAudioTracks().length === 0) return;
    this.#context = new AudioContext();
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 1024;
    this.#context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      this.#meter.value = this.#meter.max * Math.min(1, Math.sqrt(power) / FULL_SCALE);
    }, EVERY_MILLISECONDS);
  }

  stop() {
    clearInterval(this.#timer);
    this.#context?.close().catch(() => {});
    this.#context = null;
    if (this.#meter) this.#meter.value = 0;
  }
}

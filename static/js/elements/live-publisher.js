/**
 * <live-publisher data-url="/ws/rooms/7/publish/">: a host's camera on air.
 *
 * Inside, from the template: `<video>` for the preview, `<meter data-level>`, buttons with
 * `data-action="start|stop|flip|mute"`, and messages with `data-when="<states>"`.
 *
 * States (`data-state`): idle, asking, connecting, live, reconnecting, waiting (the room is not open yet), and why it ended:
 * denied, missing (no camera), unsupported, taken, refused, ended, failed. Events: `publisher:state`, `publisher:health`.
 */

import { Broadcast } from "../video/broadcast.js";
import { closeCamera, hasSeveralCameras, openCamera } from "../video/camera.js";
import { LevelMeter } from "../video/level-meter.js";
import { PictureEncoder } from "../video/picture-encoder.js";
import { showState } from "../video/states.js";
import { WakeLock } from "../video/wake-lock.js";

const NOT_OPEN_YET = 4425;
const STATE_OF_CODE = { 4403: "refused", 4404: "refused", 4409: "taken", 4410: "ended" };
const STATE_OF_ERROR = { NotAllowedError: "denied", NotFoundError: "missing", OverconstrainedError: "missing" };

class LivePublisher extends HTMLElement {
  #broadcast = null;
  #camera = null;
  #facing = "user";
  #attempt = 0;
  #wakeLock = new WakeLock();
  #meter = null;
  #click = (event) => this.#act(event.target.closest("[data-action]")?.dataset.action);

  connectedCallback() {
    this.addEventListener("click", this.#click);
    this.#meter = new LevelMeter(this.querySelector("[data-level]"));
    this.#show("idle");
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#click);
    this.#end("idle");
  }

  #act(action) {
    if (action === "start") this.#start();
    if (action === "stop") this.#end("idle");
    if (action === "flip") this.#flip();
    if (action === "mute") this.#mute();
  }

  async #start() {
    if (this.#camera || this.dataset.state === "asking") return;
    const attempt = ++this.#attempt;
    this.#show("asking");
    if (!navigator.mediaDevices || !(await PictureEncoder.isSupported())) return this.#show("unsupported");
    try {
      const camera = await openCamera(this.#facing);
      if (attempt !== this.#attempt) return closeCamera(camera);
      this.#use(camera);
    } catch (error) {
      return this.#end(STATE_OF_ERROR[error.name] ?? "failed", { reason: error.message });
    }
    this.#show("connecting");
    this.#wakeLock.start();
    this.#broadcast = new Broadcast({
      path: this.dataset.url,
      video: this.#preview,
      fail: (error) => this.#end("failed", { reason: error.message }),
    });
    const { socket } = this.#broadcast;
    socket.addEventListener("health", ({ detail }) => this.#healthy(detail));
    socket.addEventListener("lost", ({ detail }) => this.#lost(detail));
    socket.addEventListener("closed", ({ detail }) => this.#end(STATE_OF_CODE[detail.code] ?? "failed", detail));
    this.#broadcast.use(this.#camera);
    const flip = this.querySelector('[data-action="flip"]');
    if (flip) flip.disabled = !(await hasSeveralCameras());
  }

  /** Ends the publishing, never the room. */
  #end(state, detail = {}) {
    this.#attempt += 1;
    this.#broadcast?.stop();
    this.#broadcast = null;
    this.#wakeLock.stop();
    this.#meter?.stop();
    closeCamera(this.#camera);
    this.#camera = null;
    if (this.#preview) this.#preview.srcObject = null;
    this.#show(state, detail);
  }

  async #flip() {
    if (!this.#camera) return;
    const attempt = this.#attempt;
    this.#facing = this.#facing === "user" ? "environment" : "user";
    // Phones open one camera at a time, so the old one goes first.
    closeCamera(this.#camera);
    try {
      const camera = await openCamera(this.#facing);
      if (attempt !== this.#attempt) return closeCamera(camera);
      this.#use(camera);
      this.#broadcast?.use(camera);
    } catch (error) {
      this.#end(STATE_OF_ERROR[error.name] ?? "failed", { reason: error.message });
    }
  }

  #mute() {
    this.toggleAttribute("data-muted");
    this.#applyMute();
  }

  #applyMute() {
    const muted = this.hasAttribute("data-muted");
    for (const track of this.#camera?.getAudioTracks() ?? []) track.enabled = !muted;
    this.querySelector('[data-action="mute"]')?.setAttribute("aria-pressed", String(muted));
  }

  #use(camera) {
    this.#camera = camera;
    camera.getVideoTracks()[0].addEventListener("ended", () => this.#end("missing"));
    this.#applyMute();
    this.#meter.stop();
    this.#meter.start(camera);
    if (!this.#preview) return;
    this.#preview.muted = true;
    this.#preview.srcObject = camera;
    this.#preview.play().catch(() => {});
  }

  #lost(detail) {
    this.#show(detail.code === NOT_OPEN_YET ? "waiting" : "reconnecting", detail);
  }

  #healthy(report) {
    this.#show("live");
    const detail = { ...report, left_out: this.#broadcast?.leftOut ?? 0 };
    this.dispatchEvent(new CustomEvent("publisher:health", { bubbles: true, detail }));
  }

  get #preview() {
    return this.querySelector("video");
  }

  #show(state, detail) {
    showState(this, state, "publisher:state", detail);
  }
}

customElements.define("live-publisher", LivePublisher);

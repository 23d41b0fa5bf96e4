// <resumable-upload data-endpoint>: sends the file of the <input type=file> inside it in pieces and puts the upload's id into
// [data-upload]. A lost connection is waited for; after a reload, the same file chosen again goes on where it stopped.
import { TusUpload, UploadError } from "../lib/tus.js";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;
const MEMORY_PREFIX = "upload:";
const GONE = [403, 404, 410];
// Lost, out of step, too quick, damaged on the way, or the server is busy: asking again helps.
const WORTH_ANOTHER_TRY = [0, 408, 409, 423, 460, 500, 502, 503, 504];

class ResumableUpload extends HTMLElement {
  connectedCallback() {
    this.listeners = new AbortController();
    const on = (target, name, does) => target.addEventListener(name, does, { signal: this.listeners.signal });
    this.input = this.querySelector("input[type=file]");
    this.form = this.input.form;
    this.progress = this.querySelector("[data-now] progress");
    on(this.input, "change", () => this.choose(this.input.files[0]));
    on(this.querySelector("[data-pause]"), "click", () => this.pause());
    on(this.querySelector("[data-resume]"), "click", () => this.run());
    on(this.querySelector("[data-cancel]"), "click", () => this.cancel());
    on(this.form, "submit", (event) => this.holdBack(event));
    on(window, "online", () => this.wake?.());
    this.recall();
  }

  disconnectedCallback() {
    this.listeners.abort();
    this.running?.abort();
  }

  choose(file) {
    this.running?.abort();
    this.querySelector("[data-upload]").value = "";
    if (!file) return this.show(false);
    if (file.size > Number(this.dataset.mostBytes)) return this.fail(this.dataset.textTooLarge);
    this.file = file;
    this.memory = `${MEMORY_PREFIX}${file.name}:${file.size}:${file.lastModified}`;
    const csrfToken = this.form.elements.csrfmiddlewaretoken.value;
    const url = localStorage.getItem(this.memory) ?? "";
    this.upload = new TusUpload({ endpoint: this.dataset.endpoint, file, csrfToken, url });
    this.run();
  }

  async run() {
    this.running?.abort();
    const running = (this.running = new AbortController());
    this.show(true);
    this.classList.remove("is-refused");
    let wait = FIRST_WAIT_MS;
    while (!running.signal.aborted) {
      try {
        await this.upload.send({ signal: running.signal, onOffset: () => ((wait = FIRST_WAIT_MS), this.tell()) });
        return this.finish();
      } catch (error) {
        if (running.signal.aborted) return;
        if (!(error instanceof UploadError)) throw error;
        if (GONE.includes(error.status) && this.upload.url) this.upload.url = "";
        else if (error.status === 401) return this.fail(this.dataset.textSignedOut);
        else if (!WORTH_ANOTHER_TRY.includes(error.status)) return this.fail(error.message || this.dataset.textFailed);
        if (error.status === 0) this.say(this.dataset.textLost);
        await this.pauseFor(wait);
        wait = Math.min(LONGEST_WAIT_MS, wait * 2);
      }
    }
  }

  pauseFor(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => (clearTimeout(timer), resolve());
    });
  }

  tell() {
    localStorage.setItem(this.memory, this.upload.url);
    this.progress.value = this.percent;
    this.say(this.waiting ? this.dataset.textSaving : this.dataset.textSending);
  }

  finish() {
    this.running = null;
    localStorage.removeItem(this.memory);
    this.querySelector("[data-upload]").value = this.upload.url.split("/").at(-2);
    this.input.value = ""; // it is there: the form must not carry it a second time
    this.input.required = false;
    this.show(false);
    this.say(this.dataset.textDone);
    if (this.waiting) this.form.requestSubmit(this.waiting.submitter);
  }

  pause() {
    this.running?.abort();
    this.running = null;
    this.waiting = null;
    this.show(true, { paused: true });
    this.say(this.dataset.textPaused);
  }

  cancel() {
    this.running?.abort();
    this.running = null;
    this.waiting = null;
    localStorage.removeItem(this.memory);
    this.upload.cancel().catch(() => {}); // what could not be told is forgotten after a day
    this.input.value = "";
    this.show(false);
    this.say(this.dataset.textCancelled);
    this.input.focus();
  }

  fail(sentence) {
    this.running = null;
    this.waiting = null;
    this.input.value = "";
    this.show(false);
    this.classList.add("is-refused");
    this.say(sentence);
  }

  // Saving while the file is on its way waits for it; pressed while it is paused, it goes on.
  holdBack(event) {
    const paused = !this.querySelector("[data-resume]").hidden && !this.querySelector("[data-now]").hidden;
    if (!this.running && !paused) return;
    event.preventDefault();
    this.waiting = { submitter: event.submitter };
    if (paused) this.run();
    this.say(this.dataset.textSaving);
  }

  async recall() {
    const memory = Object.keys(localStorage).find((key) => key.startsWith(MEMORY_PREFIX));
    if (!memory) return;
    const [name, size] = memory.slice(MEMORY_PREFIX.length).split(/:(?=\d+:\d+$)|:(?=\d+$)/);
    const upload = new TusUpload({ endpoint: this.dataset.endpoint, file: { name, size: Number(size) } });
    upload.url = localStorage.getItem(memory);
    try {
      await upload.findOffset(this.listeners.signal);
    } catch (error) {
      if (GONE.includes(error.status)) localStorage.removeItem(memory);
      return;
    }
    if (this.file) return;
    this.upload = upload;
    this.file = upload.file;
    this.say(this.dataset.textAgain);
  }

  show(busy, { paused = false } = {}) {
    const focused = document.activeElement;
    const [pause, resume] = [this.querySelector("[data-pause]"), this.querySelector("[data-resume]")];
    this.querySelector("[data-now]").hidden = !busy;
    pause.hidden = paused;
    resume.hidden = !paused;
    if (focused === pause && paused) resume.focus();
    if (focused === resume && !paused) pause.focus();
  }

  get percent() {
    return Math.floor((100 * this.upload.offset) / this.upload.file.size);
  }

  say(text) {
    const upload = this.upload;
    const words = text.replace("%(percent)s", upload ? this.percent : 0).replace("%(name)s", upload?.file.name ?? "");
    const line = this.querySelector("[data-words]");
    if (line.textContent !== words) line.textContent = words;
  }
}

customElements.define("resumable-upload", ResumableUpload);

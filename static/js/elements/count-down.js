// <count-down data-ends data-now>: time left by the server's clock, which the page carries in data-now.
const TICK_MS = 250;
const ANNOUNCE_EVERY_SECONDS = 60;
const ANNOUNCE_LAST_SECONDS = 10;

class CountDown extends HTMLElement {
  static observedAttributes = ["data-ends"];

  connectedCallback() {
    this.skew = this.dataset.now ? Date.parse(this.dataset.now) - Date.now() : 0;
    this.restart();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  attributeChangedCallback() {
    if (this.isConnected && this.timer) this.restart();
  }

  restart() {
    clearInterval(this.timer);
    this.shown = null;
    this.over = false;
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.tick();
  }

  get secondsLeft() {
    return Math.max(0, Math.ceil((Date.parse(this.dataset.ends) - Date.now() - this.skew) / 1000));
  }

  tick() {
    const left = this.secondsLeft;
    if (left === this.shown) return;
    const first = this.shown === null;
    this.shown = left;
    this.show(left);
    if (first || left % ANNOUNCE_EVERY_SECONDS === 0 || left === ANNOUNCE_LAST_SECONDS) this.announce(left);
    if (left > 0) return;
    clearInterval(this.timer);
    if (this.over) return;
    this.over = true;
    this.dispatchEvent(new CustomEvent("countdown:end", { bubbles: true }));
  }

  show(left) {
    const parts = [Math.floor(left / 60) % 60, left % 60];
    if (left >= 3600) parts.unshift(Math.floor(left / 3600));
    const nodes = parts.flatMap((part, index) => {
      const box = document.createElement("b");
      box.textContent = String(part).padStart(2, "0");
      return index ? [":", box] : [box];
    });
    this.replaceChildren(...nodes);
  }

  announce(left) {
    const text = left === 0 ? this.dataset.textOver : left < 60 ? this.dataset.textSeconds : this.dataset.textMinutes;
    if (!text) return;
    this.setAttribute("aria-label", text.replace("%(minutes)s", Math.floor(left / 60)).replace("%(seconds)s", left % 60));
  }
}

customElements.define("count-down", CountDown);

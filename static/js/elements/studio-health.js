/** <studio-health>: how the host's picture arrives, from `publisher:health` of the <live-publisher> around it. */

const BITS = 8;

class StudioHealth extends HTMLElement {
  #publisher = null;
  #bytes = 0;
  #at = 0;
  #health = ({ detail }) => this.#show(detail);

  connectedCallback() {
    this.#publisher = this.closest("live-publisher");
    this.#publisher.addEventListener("publisher:health", this.#health);
  }

  disconnectedCallback() {
    this.#publisher.removeEventListener("publisher:health", this.#health);
  }

  #show({ received_bytes: bytes, delay_ms: delay, dropped, kept, left_out: leftOut }) {
    const now = performance.now();
    if (this.#at && bytes >= this.#bytes) this.#set("rate", ((bytes - this.#bytes) * BITS) / (now - this.#at));
    this.#bytes = bytes;
    this.#at = now;
    this.#set("delay", delay);
    this.#set("dropped", dropped + leftOut);
    this.querySelector('[data-warn="dropped"]').classList.toggle("is-warn", dropped + leftOut > 0);
    this.querySelector('[data-warn="kept"]').hidden = kept;
  }

  #set(name, number) {
    const text = new Intl.NumberFormat(document.documentElement.lang).format(Math.round(number));
    this.querySelector(`[data-health="${name}"]`).textContent = text;
  }
}

customElements.define("studio-health", StudioHealth);

/**
 * <room-socket data-url="/ws/rooms/7/" data-epoch="…" data-since="812">: the room's frames for the whole page.
 *
 * Every frame becomes the document's event `daji:frame` (detail: {type, seq, at, data}). `data-state` is open, lost or gone;
 * children with `data-when="lost"` show in these states. When the room's history no longer reaches, the parts of the page that
 * have `data-live-part="<name>"` are fetched anew.
 */

import { connect } from "../lib/socket.js";
import { refreshParts } from "../lib/parts.js";

const RELOAD_SPREAD_MILLISECONDS = 3_000;

class RoomSocket extends HTMLElement {
  #socket = null;
  #timer = 0;

  connectedCallback() {
    this.#socket = connect(this.dataset.url, {
      epoch: this.dataset.epoch,
      since: this.dataset.since,
      onFrame: (frame) => document.dispatchEvent(new CustomEvent("daji:frame", { detail: frame })),
      onReload: () => this.#reloadSoon(),
      onState: (state) => this.#show(state),
    });
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#socket.close();
  }

  /** Resolves with what the message made; rejects with the server's sentence, or with "offline". */
  say(type, data, clientId) {
    return this.#socket.say(type, data, clientId);
  }

  #reloadSoon() {
    this.#timer = setTimeout(() => this.#reload(), Math.random() * RELOAD_SPREAD_MILLISECONDS);
  }

  async #reload() {
    try {
      const page = await refreshParts();
      const { epoch, since } = page.querySelector("room-socket").dataset;
      this.#socket.resume({ epoch, since });
    } catch {
      this.#show("lost");
      this.#reloadSoon();
    }
  }

  #show(state) {
    this.dataset.state = state;
    for (const child of this.querySelectorAll("[data-when]")) child.hidden = child.dataset.when !== state;
  }
}

customElements.define("room-socket", RoomSocket);

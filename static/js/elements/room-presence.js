/** <room-presence data-count="viewers|likes">: a number that follows `room.counters`, in the reader's way of writing numbers. */

class RoomPresence extends HTMLElement {
  #frame = ({ detail: { type, data } }) => {
    if (type === "room.counters") this.#show(data[this.dataset.count]);
  };

  connectedCallback() {
    document.addEventListener("daji:frame", this.#frame);
  }

  disconnectedCallback() {
    document.removeEventListener("daji:frame", this.#frame);
  }

  #show(number) {
    this.textContent = new Intl.NumberFormat(document.documentElement.lang).format(number);
  }
}

customElements.define("room-presence", RoomPresence);

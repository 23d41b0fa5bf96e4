/** <room-life>: when the room opens, ends or gets its replay, the page is another one: load it. Not everybody at once. */

const SPREAD_MILLISECONDS = 2_000;

class RoomLife extends HTMLElement {
  #timer = 0;
  #frame = ({ detail: { type } }) => {
    if (type === "room.state") this.#timer ||= setTimeout(() => location.reload(), Math.random() * SPREAD_MILLISECONDS);
  };

  connectedCallback() {
    document.addEventListener("daji:frame", this.#frame);
  }

  disconnectedCallback() {
    document.removeEventListener("daji:frame", this.#frame);
    clearTimeout(this.#timer);
  }
}

customElements.define("room-life", RoomLife);

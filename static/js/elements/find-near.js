// <find-near>: a button that puts where the browser is into the form's "near" choice, and sends the form.

const PATIENCE_MS = 10_000;
// About a hundred metres: near enough for a distance, too coarse for a door.
const DECIMALS = 3;

class FindNear extends HTMLElement {
  connectedCallback() {
    if (!navigator.geolocation) return;
    this.button = this.querySelector("[data-locate]");
    this.status = this.querySelector("[data-status]");
    this.ask = () => navigator.geolocation.getCurrentPosition(this.choose, this.sorry, { timeout: PATIENCE_MS });
    this.choose = ({ coords }) => {
      const place = `${coords.latitude.toFixed(DECIMALS)},${coords.longitude.toFixed(DECIMALS)}`;
      const select = this.querySelector("[name=near]");
      select.add(new Option(this.dataset.here, place), 1);
      select.value = place;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      this.say("");
    };
    this.sorry = () => this.say(this.dataset.denied);
    this.button.hidden = false;
    this.button.addEventListener("click", this.ask);
  }

  disconnectedCallback() {
    this.button?.removeEventListener("click", this.ask);
  }

  say(sentence) {
    this.status.textContent = sentence;
    this.status.hidden = !sentence;
  }
}

customElements.define("find-near", FindNear);

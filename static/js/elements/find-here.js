// <find-here>: a button that fills the latitude and longitude boxes inside with where the browser is.

const PATIENCE_MS = 10_000;
const DECIMALS = 5;

class FindHere extends HTMLElement {
  connectedCallback() {
    if (!navigator.geolocation) return;
    this.offer = this.querySelector("[data-offer]");
    this.status = this.querySelector("[data-status]");
    this.ask = () => navigator.geolocation.getCurrentPosition(this.fill, this.sorry, { timeout: PATIENCE_MS });
    this.fill = ({ coords }) => {
      this.querySelector("[data-latitude]").value = coords.latitude.toFixed(DECIMALS);
      this.querySelector("[data-longitude]").value = coords.longitude.toFixed(DECIMALS);
      this.status.textContent = "";
    };
    this.sorry = () => (this.status.textContent = this.dataset.denied);
    this.offer.hidden = false;
    this.offer.addEventListener("click", this.ask);
  }

  disconnectedCallback() {
    this.offer?.removeEventListener("click", this.ask);
  }
}

customElements.define("find-here", FindHere);

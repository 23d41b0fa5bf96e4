// <offline-note hidden>: the banner that says there is no signal, for as long as there is none.
class OfflineNote extends HTMLElement {
  connectedCallback() {
    this.show = () => {
      this.hidden = navigator.onLine;
    };
    window.addEventListener("online", this.show);
    window.addEventListener("offline", this.show);
    this.show();
  }

  disconnectedCallback() {
    window.removeEventListener("online", this.show);
    window.removeEventListener("offline", this.show);
  }
}

customElements.define("offline-note", OfflineNote);

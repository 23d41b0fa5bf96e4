// <read-aloud data-say>: the button inside speaks the text, and stops on a second press. Hidden where nothing can speak.

class ReadAloud extends HTMLElement {
  connectedCallback() {
    if (!("speechSynthesis" in window)) return;
    this.hidden = false;
    this.press = () => (this.speaking ? this.stop() : this.speak());
    this.addEventListener("click", this.press);
  }

  disconnectedCallback() {
    if (!this.press) return;
    this.removeEventListener("click", this.press);
    if (this.speaking) this.stop();
  }

  speak() {
    speechSynthesis.cancel();
    const utterance = new SpeechSynthesisUtterance(this.dataset.say);
    utterance.lang = this.closest("[lang]")?.lang ?? "";
    utterance.onend = () => this.mark(false);
    utterance.onerror = () => this.mark(false);
    this.mark(true);
    speechSynthesis.speak(utterance);
  }

  stop() {
    speechSynthesis.cancel();
    this.mark(false);
  }

  mark(speaking) {
    this.speaking = speaking;
    this.querySelector("button").setAttribute("aria-pressed", String(speaking));
  }
}

customElements.define("read-aloud", ReadAloud);

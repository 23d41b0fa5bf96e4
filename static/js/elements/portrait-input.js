// <portrait-input>: shows the picture that was just chosen in the round of the portrait, before anything is sent.

class PortraitInput extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.round = this.querySelector(".avatar");
    this.before = [...this.round.childNodes];
    this.look = () => this.show(this.input.files[0]);
    this.input.addEventListener("change", this.look);
    this.look(); // a browser that goes back keeps the file
  }

  disconnectedCallback() {
    this.input.removeEventListener("change", this.look);
    this.show(null);
  }

  show(file) {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = file ? URL.createObjectURL(file) : "";
    if (!file) {
      this.round.replaceChildren(...this.before);
      return;
    }
    const picture = document.createElement("img");
    picture.alt = "";
    picture.onerror = () => this.round.replaceChildren(...this.before); // no picture: the server says why
    picture.src = this.address;
    this.round.replaceChildren(picture);
  }
}

customElements.define("portrait-input", PortraitInput);

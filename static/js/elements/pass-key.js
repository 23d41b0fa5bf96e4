// <pass-key data-ceremony="create|get" data-question="id of a JSON script" | data-question-url="…">: the button of the form
// inside asks the browser for a passkey and sends what it says. Without passkeys the page keeps what it says instead.

import { createPasskey, usePasskey } from "../lib/webauthn.js";

class PassKey extends HTMLElement {
  connectedCallback() {
    if (!("PublicKeyCredential" in window)) return;
    this.button = this.querySelector("button");
    this.press = () => this.ask();
    this.button.addEventListener("click", this.press);
    this.hidden = this.button.hidden = false;
    this.querySelector("[data-missing]")?.setAttribute("hidden", "");
  }

  disconnectedCallback() {
    this.button?.removeEventListener("click", this.press);
  }

  async ask() {
    const form = this.querySelector("form");
    const trouble = this.querySelector("[data-trouble]");
    trouble.hidden = true;
    this.button.disabled = true;
    try {
      const question = await this.question();
      const credential = await (this.dataset.ceremony === "create"
        ? createPasskey(question.creation_options)
        : usePasskey(question.request_options));
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      // Pressed away, timed out, no passkey here: browsers do not say which, so that pages cannot find out.
      trouble.hidden = false;
      this.button.disabled = false;
    }
  }

  async question() {
    const { question, questionUrl } = this.dataset;
    if (question) return JSON.parse(document.getElementById(question).textContent);
    const response = await fetch(questionUrl, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json();
  }
}

customElements.define("pass-key", PassKey);

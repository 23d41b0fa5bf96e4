/**
 * <room-say>: the form in which one writes. Over the socket where there is one, else as the form's own POST, with the same
 * number, so that a message sent both ways is one. What was refused stays in the box, with the sentence in `[data-error]`.
 */

class RoomSay extends HTMLElement {
  #clientId = "";
  #submit = (event) => {
    event.preventDefault();
    this.#send();
  };

  connectedCallback() {
    this.addEventListener("submit", this.#submit);
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this.#submit);
  }

  get #form() {
    return this.querySelector("form");
  }

  async #send() {
    const input = this.#form.elements.body;
    const body = input.value.trim();
    if (!body || this.ariaBusy === "true") return;
    this.#clientId ||= crypto.randomUUID();
    this.ariaBusy = "true";
    try {
      await this.#deliver(body);
      input.value = "";
      this.#clientId = "";
      this.#explain("");
    } catch (refusal) {
      this.#clientId = "";
      this.#explain(refusal.message === "offline" ? this.dataset.offline : refusal.message);
    } finally {
      this.ariaBusy = null;
    }
  }

  async #deliver(body) {
    try {
      await document.querySelector("room-socket").say("chat.post", { body }, this.#clientId);
    } catch (error) {
      if (error.message !== "offline") throw error;
      await this.#post(body);
    }
  }

  async #post(body) {
    const data = new FormData(this.#form);
    data.set("body", body);
    data.set("client_id", this.#clientId);
    data.delete("idempotency_key");
    const request = { method: "POST", body: data, headers: { Accept: "application/json" } };
    const answer = await fetch(this.#form.action, request).catch(() => null);
    if (!answer) throw new Error("offline");
    if (!answer.ok) throw new Error((await answer.json()).detail);
  }

  #explain(sentence) {
    const place = this.querySelector("[data-error]");
    place.textContent = sentence;
    place.hidden = !sentence;
    this.#form.elements.body.setAttribute("aria-invalid", String(Boolean(sentence)));
  }
}

customElements.define("room-say", RoomSay);

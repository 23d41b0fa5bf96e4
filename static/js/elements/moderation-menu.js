/** <moderation-menu>: its forms are sent without leaving the page; what came of it is said in a toast. */

class ModerationMenu extends HTMLElement {
  #submit = (event) => {
    event.preventDefault();
    this.#send(event.target);
  };

  connectedCallback() {
    this.addEventListener("submit", this.#submit);
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this.#submit);
  }

  async #send(form) {
    const request = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
    const answer = await fetch(form.action, request).catch(() => null);
    const text = answer ? (await answer.json()).detail : form.dataset.offline;
    document.dispatchEvent(new CustomEvent("daji:toast", { detail: { text } }));
    if (answer?.ok) this.querySelector("[popover]")?.hidePopover();
  }
}

customElements.define("moderation-menu", ModerationMenu);

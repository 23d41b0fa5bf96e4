/**
 * <line-menu>: what can be done about a line of the chat. Its forms are sent without leaving the page; what came of it is said
 * in a toast. A form with `data-blocks="7"` hides what person 7 writes: `daji:blocked` tells the chat.
 */

class LineMenu extends HTMLElement {
  #submit = (event) => {
    event.preventDefault();
    this.#send(event.target);
  };

  #open = (event) => {
    if (!event.target.closest("[data-opens]")) return;
    event.preventDefault();
    this.querySelector("[popover]").showPopover();
  };

  connectedCallback() {
    this.addEventListener("click", this.#open);
    this.addEventListener("submit", this.#submit);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#open);
    this.removeEventListener("submit", this.#submit);
  }

  async #send(form) {
    const request = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
    const answer = await fetch(form.action, request).catch(() => null);
    const text = answer ? (await answer.json()).detail : form.dataset.offline;
    document.dispatchEvent(new CustomEvent("daji:toast", { detail: { text } }));
    if (!answer?.ok) return;
    this.querySelector("[popover]")?.hidePopover();
    const { blocks } = form.dataset;
    if (blocks) document.dispatchEvent(new CustomEvent("daji:blocked", { detail: { person: blocks } }));
  }
}

customElements.define("line-menu", LineMenu);

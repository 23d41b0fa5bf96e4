/**
 * <session-board>: keeps pin, jobs, questions and counts of a recruitment session as they are now.
 *
 * Fragments come in every language of the site and were made for everybody: which questions this person supports and the
 * number on the apply button are put in here. With `data-studio` the cockpit's parts are fetched anew instead.
 */

import { refreshParts } from "../lib/parts.js";

const STUDIO_REFRESH_MILLISECONDS = 300;

class SessionBoard extends HTMLElement {
  #timer = 0;
  #supported = new Set();
  #onFrame = ({ detail }) => this.#apply(detail);
  #onSwap = ({ detail }) => this.#showSheet(detail.target);
  #onSubmit = ({ target }) => this.#support(target.querySelector?.("[data-question]"));

  connectedCallback() {
    this.#supported = new Set((this.dataset.supported ?? "").split(",").filter(Boolean));
    document.addEventListener("daji:frame", this.#onFrame);
    document.addEventListener("htmx:afterSwap", this.#onSwap);
    document.addEventListener("submit", this.#onSubmit);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    document.removeEventListener("daji:frame", this.#onFrame);
    document.removeEventListener("htmx:afterSwap", this.#onSwap);
    document.removeEventListener("submit", this.#onSubmit);
  }

  #apply({ type, data }) {
    if (type === "session.applications") this.#write("applied", data.count);
    else if (!type.startsWith("session.")) return;
    else if ("studio" in this.dataset) this.#refreshSoon();
    else if (type === "session.votes") this.#showVotes(data.votes);
    else if (type === "session.pin") this.#fill("pin", data.html);
    else if (type === "session.shelf") {
      this.#fill("shelf", data.html);
      this.#write("shelf-count", data.count);
    } else if (type === "session.questions") {
      this.#fill("queue", data.html);
      this.#fill("now", data.now_html);
      this.#write("questions-count", data.count);
    }
  }

  #fill(name, html) {
    const fragment = html[document.documentElement.lang.toLowerCase()] ?? html.en ?? "";
    for (const place of document.querySelectorAll(`[data-session="${name}"]`)) {
      place.innerHTML = fragment;
      for (const button of place.querySelectorAll("[data-question]")) this.#press(button);
      for (const label of place.querySelectorAll("[data-apply]")) label.textContent = this.dataset.apply ?? label.textContent;
      window.htmx?.process(place);
    }
  }

  #write(name, count) {
    for (const place of document.querySelectorAll(`[data-session="${name}"]`)) {
      place.textContent = count;
      if (place.classList.contains("dot")) place.hidden = count === 0;
    }
  }

  #showVotes(votes) {
    for (const button of document.querySelectorAll("[data-question]")) {
      const count = votes[button.dataset.question];
      if (count !== undefined) button.querySelector("[data-votes]").textContent = count;
    }
  }

  #support(button) {
    if (!button) return;
    this.#supported.add(button.dataset.question);
    for (const same of document.querySelectorAll(`[data-question="${button.dataset.question}"]`)) this.#press(same);
  }

  #press(button) {
    button.setAttribute("aria-pressed", String(this.#supported.has(button.dataset.question)));
  }

  #showSheet(target) {
    const sheet = target?.closest?.("#apply-sheet");
    if (sheet && !sheet.matches(":popover-open")) sheet.showPopover();
  }

  #refreshSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => refreshParts().catch(() => this.#refreshSoon()), STUDIO_REFRESH_MILLISECONDS);
  }
}

customElements.define("session-board", SessionBoard);

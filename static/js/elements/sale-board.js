/**
 * <sale-board>: keeps shelf, pin and deal of a sale room as they are now.
 *
 * Fragments come in every language of the site; the page takes its own. They were made for everybody, so the form token of this
 * page and a fresh idempotency key are put into their forms here.
 */

const TOKEN = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
const LOW_SHARE = 0.1;

class SaleBoard extends HTMLElement {
  #onFrame = ({ detail }) => this.#apply(detail);

  connectedCallback() {
    document.addEventListener("daji:frame", this.#onFrame);
  }

  disconnectedCallback() {
    document.removeEventListener("daji:frame", this.#onFrame);
  }

  #apply({ type, data }) {
    if (type === "sale.pin") this.#fill("pin", data.html);
    else if (type === "sale.shelf") this.#fill("shelf", data.html);
    else if (type === "sale.deal") this.#fill("deal", data.html);
    else if (type === "sale.deal_stock") this.#showDealStock(data);
    else if (type === "sale.stock") this.#showStock(data);
  }

  #fill(name, html) {
    const fragment = html[document.documentElement.lang.toLowerCase()] ?? html.en ?? "";
    for (const place of document.querySelectorAll(`[data-sale="${name}"]`)) {
      place.innerHTML = fragment;
      for (const form of place.querySelectorAll("form[data-grab]")) this.#makeOurs(form);
    }
  }

  #makeOurs(form) {
    const token = document.createElement("input");
    token.type = "hidden";
    token.name = "csrfmiddlewaretoken";
    token.value = TOKEN;
    form.prepend(token);
    form.elements.idempotency_key.value = crypto.randomUUID();
  }

  #showDealStock({ deal_id, free, quantity }) {
    const deal = document.querySelector(`[data-deal="${deal_id}"]`);
    if (!deal) return;
    const stock = deal.querySelector(".stock");
    stock.classList.toggle("is-low", free <= quantity * LOW_SHARE);
    stock.querySelector("meter").value = free;
    stock.querySelector("[data-left]").textContent = free;
  }

  #showStock({ variant_id, free }) {
    for (const item of document.querySelectorAll(`[data-variant="${variant_id}"] [data-free]`)) item.textContent = free;
  }
}

customElements.define("sale-board", SaleBoard);

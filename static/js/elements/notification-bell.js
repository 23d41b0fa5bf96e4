/**
 * <notification-bell data-socket="/ws/me/">: counts what arrives while the page is open, and opens the newest in a dialog; the
 * whole list is a page of its own, to which the link leads without a script or when a new tab is asked for.
 *
 * A page may show the bell twice (side bar and phone bar); they share one socket.
 */

import { connect } from "../lib/socket.js";

const HEARD = ["click", "htmx:afterSettle", "htmx:responseError", "htmx:sendError"];
const bells = new Set();
let socket = null;

class NotificationBell extends HTMLElement {
  connectedCallback() {
    bells.add(this);
    for (const name of HEARD) this.addEventListener(name, this);
    socket ??= connect(this.dataset.socket, { onFrame: ring });
  }

  disconnectedCallback() {
    bells.delete(this);
    for (const name of HEARD) this.removeEventListener(name, this);
    if (bells.size > 0) return;
    socket.close();
    socket = null;
  }

  handleEvent(event) {
    if (event.type === "click") this.open(event);
    else if (event.type === "htmx:afterSettle") showAll(Number(this.querySelector("[data-unread]").dataset.unread));
    else location.assign(this.querySelector("[data-door]").href);
  }

  open(event) {
    const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!isPlain || !window.htmx || !event.target.closest("[data-door]")) return;
    event.preventDefault();
    const dialog = this.querySelector("dialog");
    dialog.showModal();
    dialog.querySelector("[hx-get]").dispatchEvent(new Event("bell:open"));
  }

  show(unread) {
    const count = this.querySelector("[data-count]");
    count.textContent = unread;
    count.hidden = unread === 0;
  }
}

function showAll(unread) {
  for (const bell of bells) bell.show(unread);
}

function ring({ type, data }) {
  if (type === "me.notification") showAll(data.unread);
}

customElements.define("notification-bell", NotificationBell);

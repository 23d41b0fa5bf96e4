/**
 * <notification-bell data-socket="/ws/me/">: counts what arrives while the page is open; the list is a page of its own.
 *
 * A page may show the bell twice (side bar and phone bar); they share one socket.
 */

import { connect } from "../lib/socket.js";

const bells = new Set();
let socket = null;

class NotificationBell extends HTMLElement {
  connectedCallback() {
    bells.add(this);
    socket ??= connect(this.dataset.socket, { onFrame: ring });
  }

  disconnectedCallback() {
    bells.delete(this);
    if (bells.size > 0) return;
    socket.close();
    socket = null;
  }

  show(unread) {
    const count = this.querySelector("[data-count]");
    count.textContent = unread;
    count.hidden = unread === 0;
  }
}

function ring({ type, data }) {
  if (type !== "me.notification") return;
  for (const bell of bells) bell.show(data.unread);
}

customElements.define("notification-bell", NotificationBell);

/**
 * <room-chat data-limit="50" data-hidden="3,7" data-me="5">: the lines of a room's chat. New ones come as `room.chat`, deleted
 * ones go with `room.chat_deleted`; what the writers in `data-hidden` say is not shown, and `daji:blocked` adds one to them.
 * A line is a copy of the `<template data-line>` inside; the writer's words are set as text.
 */

class RoomChat extends HTMLElement {
  #frame = ({ detail: { type, data } }) => {
    if (type === "room.chat") this.#add(data);
    if (type === "room.chat_deleted") this.#find(data.message_id)?.remove();
  };

  #blocked = ({ detail: { person } }) => {
    this.dataset.hidden = [...this.#hidden, person].filter(Boolean).join(",");
    for (const line of this.querySelectorAll(`[data-by="${Number(person)}"]`)) line.remove();
  };

  connectedCallback() {
    document.addEventListener("daji:frame", this.#frame);
    document.addEventListener("daji:blocked", this.#blocked);
    this.scrollTop = this.scrollHeight;
  }

  disconnectedCallback() {
    document.removeEventListener("daji:frame", this.#frame);
    document.removeEventListener("daji:blocked", this.#blocked);
  }

  get #hidden() {
    return (this.dataset.hidden ?? "").split(",");
  }

  get #lines() {
    return this.querySelectorAll("[data-message]");
  }

  #find(id) {
    return this.querySelector(`[data-message="${Number(id)}"]`);
  }

  #add(data) {
    if (this.#find(data.message_id) || this.#hidden.includes(String(data.author_id))) return;
    const follows = this.scrollHeight - this.scrollTop - this.clientHeight < 80;
    this.append(this.#line(data));
    const surplus = this.#lines.length - Number(this.dataset.limit);
    for (const line of [...this.#lines].slice(0, Math.max(0, surplus))) line.remove();
    if (follows) this.scrollTop = this.scrollHeight;
  }

  #line(data) {
    const line = this.querySelector("template[data-line]").content.firstElementChild.cloneNode(true);
    line.dataset.message = data.message_id;
    line.dataset.by = data.author_id;
    line.classList.toggle("host", data.is_host);
    line.querySelector("[data-author]").textContent = data.author;
    line.querySelector("[data-body]").textContent = data.body;
    const who = line.querySelector("a.line__who");
    who?.setAttribute("href", who.getAttribute("href").replace("/0/", `/${Number(data.author_id)}/`));
    const menu = line.querySelector("[data-menu]");
    if (menu && (data.is_host || String(data.author_id) === this.dataset.me)) this.#drop(menu);
    else if (menu) this.#aim(menu, data);
    return line;
  }

  // The name stays, where it was what opened the menu.
  #drop(menu) {
    const name = menu.querySelector(".line__who > [data-author]");
    if (name) menu.replaceWith(name);
    else menu.remove();
  }

  // The template's menu is about message 0 of nobody.
  #aim(menu, { message_id: message, author_id: author, author: name }) {
    const panel = menu.querySelector("[popover]");
    panel.id += message;
    for (const opener of menu.querySelectorAll("[popovertarget]")) opener.setAttribute("popovertarget", panel.id);
    for (const slot of menu.querySelectorAll("[data-author]")) slot.textContent = name;
    for (const form of menu.querySelectorAll("form")) {
      const action = form.getAttribute("action").replace("/messages/0/", `/messages/${message}/`);
      form.setAttribute("action", action.replace("/people/0/", `/people/${author}/`));
      if (form.dataset.blocks) form.dataset.blocks = author;
    }
    for (const input of menu.querySelectorAll('input[name="user"]')) input.value = author;
  }
}

customElements.define("room-chat", RoomChat);

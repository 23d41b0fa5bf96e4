/**
 * <room-likes>: a form with one heart. Taps are gathered for a moment and sent in one message; a heart rises for each, in the
 * page's `.hearts`, as a copy of the `<template data-heart>` there.
 */

const GATHER_MILLISECONDS = 700;
const MOST_AT_ONCE = 10;
const MOST_HEARTS = 8;
const RISE_MILLISECONDS = 2_600;

class RoomLikes extends HTMLElement {
  #taps = 0;
  #timer = 0;
  #submit = (event) => {
    event.preventDefault();
    this.#tap();
  };

  connectedCallback() {
    this.addEventListener("submit", this.#submit);
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this.#submit);
    clearTimeout(this.#timer);
  }

  #tap() {
    this.#taps = Math.min(this.#taps + 1, MOST_AT_ONCE);
    this.#rise();
    this.#timer ||= setTimeout(() => this.#send(), GATHER_MILLISECONDS);
  }

  #send() {
    const count = this.#taps;
    this.#taps = 0;
    this.#timer = 0;
    // A like that was too quick or found no connection is not worth a word.
    document.querySelector("room-socket").say("room.like", { count }).catch(() => {});
  }

  #rise() {
    const hearts = document.querySelector(".hearts");
    const template = hearts?.querySelector("template[data-heart]");
    if (!template || hearts.children.length > MOST_HEARTS) return;
    const heart = template.content.firstElementChild.cloneNode(true);
    hearts.append(heart);
    setTimeout(() => heart.remove(), RISE_MILLISECONDS);
  }
}

customElements.define("room-likes", RoomLikes);

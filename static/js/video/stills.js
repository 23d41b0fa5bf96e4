/** A still every few seconds where video will not play. */

const EVERY_MILLISECONDS = 5_000;

export class Stills {
  #image;
  #url;
  #timer = 0;

  constructor(image, url) {
    this.#image = image;
    this.#url = url;
  }

  show() {
    if (!this.#image || this.#timer) return;
    this.#image.hidden = false;
    this.#next();
    this.#timer = setInterval(() => this.#next(), EVERY_MILLISECONDS);
  }

  hide() {
    clearInterval(this.#timer);
    this.#timer = 0;
    if (this.#image) this.#image.hidden = true;
  }

  async #next() {
    const picture = new Image();
    picture.src = `${this.#url}?${Math.floor(Date.now() / EVERY_MILLISECONDS)}`;
    try {
      await picture.decode();
      if (this.#timer) this.#image.src = picture.src;
    } catch {
      // The old still is better than none.
    }
  }
}

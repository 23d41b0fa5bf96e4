// <step-by>: a number field between a button for less and one for more. Without this script the field alone does.

class StepBy extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.buttons = [...this.querySelectorAll("button[data-step]")];
    this.press = (event) => {
      const button = event.target.closest("button[data-step]");
      if (button) this.step(Number(button.dataset.step));
    };
    this.refresh = () => this.fence();
    this.addEventListener("click", this.press);
    this.addEventListener("input", this.refresh);
    this.buttons.forEach((button) => (button.hidden = false));
    this.fence();
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.press);
    this.removeEventListener("input", this.refresh);
    this.buttons.forEach((button) => (button.hidden = true));
  }

  step(by) {
    if (by > 0) this.input.stepUp();
    else this.input.stepDown();
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  fence() {
    const { value, min, max } = this.input;
    for (const button of this.buttons) {
      const less = Number(button.dataset.step) < 0;
      const edge = less ? min : max;
      button.disabled = edge !== "" && (less ? Number(value) <= Number(edge) : Number(value) >= Number(edge));
    }
  }
}

customElements.define("step-by", StepBy);

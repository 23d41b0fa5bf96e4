// <toast-stack>: messages leave after six seconds, unless a pointer or the focus rests on them. Other scripts add one with
//   document.dispatchEvent(new CustomEvent("daji:toast", { detail: { text } }));
const STAY_MS = 6000;
const LEAVE_MS = 320;

class ToastStack extends HTMLElement {
  connectedCallback() {
    this.timers = new Set();
    this.add = (event) => {
      const copy = this.querySelector("template").content.firstElementChild.cloneNode(true);
      copy.querySelector(".toast__text").textContent = event.detail.text;
      this.append(copy);
      this.dismissLater(copy);
    };
    document.addEventListener("daji:toast", this.add);
    this.querySelectorAll(".toast").forEach((toast) => this.dismissLater(toast));
  }

  disconnectedCallback() {
    document.removeEventListener("daji:toast", this.add);
    this.timers.forEach(clearTimeout);
  }

  later(action, delay) {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, delay);
    this.timers.add(timer);
  }

  dismissLater(toast) {
    this.later(() => {
      if (toast.matches(":hover, :focus-within")) {
        this.dismissLater(toast);
        return;
      }
      toast.dataset.leaving = "";
      this.later(() => toast.remove(), LEAVE_MS);
    }, STAY_MS);
  }
}

customElements.define("toast-stack", ToastStack);

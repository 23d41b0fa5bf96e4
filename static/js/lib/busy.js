// A pressed button says what is going on (data-busy="Paying…") and cannot be pressed twice, whoever sends its form: the browser,
// or htmx, which says so by events of its own.

function busy(event) {
  const button = event.submitter;
  if (!button || event.defaultPrevented) return;
  const form = event.target;
  if (form.ariaBusy === "true") {
    event.preventDefault();
    return;
  }
  press(form, button);
}

function press(form, button) {
  form.ariaBusy = "true";
  if (!button.dataset.busy) return;
  button.style.minWidth = `${button.offsetWidth}px`;
  button.dataset.idle = button.innerHTML;
  button.textContent = button.dataset.busy;
  button.ariaBusy = "true";
}

function idle(form) {
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("button[data-idle]")) {
    button.innerHTML = button.dataset.idle;
    button.removeAttribute("aria-busy");
    button.removeAttribute("data-idle");
  }
}

// On the window: whoever wants to keep the form from being sent has said so by now.
window.addEventListener("submit", busy);
// Coming back by the browser's "back" shows the page as it was left, spinner and all.
window.addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form[aria-busy]").forEach(idle));

document.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.detail.requestConfig.triggeringEvent?.submitter;
  if (!button?.dataset.busy) return;
  if (button.form.ariaBusy === "true") event.preventDefault();
  else press(button.form, button);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.requestConfig?.triggeringEvent?.submitter?.form;
  if (form) idle(form);
});

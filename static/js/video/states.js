/**
 * An element's state in one place: its `data-state`, which of its `[data-when]` children show, and an event about it.
 * `<p data-when="live stalled">` shows in these two states and is hidden in all others.
 */

export function showState(element, state, eventName, detail = {}) {
  if (element.dataset.state === state && Object.keys(detail).length === 0) return;
  element.dataset.state = state;
  for (const child of element.querySelectorAll("[data-when]")) {
    child.hidden = !child.dataset.when.split(" ").includes(state);
  }
  element.dispatchEvent(new CustomEvent(eventName, { bubbles: true, detail: { state, ...detail } }));
}

/** What the server says of a room's picture: `{state: "waiting|live|paused|ended", replay}`. */

const BETWEEN_MILLISECONDS = 700;
const AFTER_ERROR_MILLISECONDS = 3_000;

/** Asks until the state is another than `known`. The server holds each question for a while. Throws when aborted. */
export async function nextState(base, known, signal) {
  for (;;) {
    const found = await ask(`${base}state.json?not=${known}`, signal);
    if (found && found.state !== known) return found;
    const pause = found ? BETWEEN_MILLISECONDS : AFTER_ERROR_MILLISECONDS;
    await later(pause * (0.5 + Math.random()), signal);
  }
}

export function later(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

async function ask(url, signal) {
  try {
    const response = await fetch(url, { signal, cache: "no-store" });
    return response.ok ? await response.json() : null;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}

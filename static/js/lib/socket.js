// One topic's frames over a socket that comes back by itself and goes on where it stopped.
//
// connect(url, {epoch, since, onFrame, onReload, onState}) -> {say(type, data, clientId), resume({epoch, since}), close()}
// onFrame({type, seq, at, data}); onReload() when what was missed is gone: fetch the state, then call resume();
// onState("open" | "lost" | "gone"). say() is answered with the ack's result, or fails with a sentence of the server.

const PING_MILLISECONDS = 25_000;
const SILENCE_MILLISECONDS = 75_000;
const ANSWER_MILLISECONDS = 8_000;
const FIRST_WAIT_MILLISECONDS = 500;
const LONGEST_WAIT_MILLISECONDS = 30_000;
const CLOSED_TO_RESUME = 4408;
const CLOSED_NOT_FOUND = 4404;
const CLOSED_TRY_LATER = 4503;
const CLOSED_BY_GAP = 4000;

class ResumingSocket {
  #url;
  #on;
  #epoch;
  #seq;
  #leftOut = new Set();
  #answers = new Map();
  #socket = null;
  #failures = 0;
  #timer = 0;
  #heartbeat = 0;
  #heardAt = 0;
  #held = false;
  #online = () => this.#socket ?? this.#open();

  constructor(url, { epoch, since, onFrame = () => {}, onReload = () => {}, onState = () => {} } = {}) {
    this.#url = new URL(url, location.href);
    this.#url.protocol = this.#url.protocol.replace("http", "ws");
    this.#on = { onFrame, onReload, onState };
    this.#epoch = epoch;
    this.#seq = since === undefined || since === "" ? null : Number(since);
    window.addEventListener("online", this.#online);
    this.#open();
  }

  say(type, data = {}, clientId = crypto.randomUUID()) {
    return new Promise((resolve, reject) => {
      if (this.#socket?.readyState !== WebSocket.OPEN) return reject(new Error("offline"));
      const timer = setTimeout(() => this.#answer(clientId, "reject", new Error("offline")), ANSWER_MILLISECONDS);
      this.#answers.set(clientId, { resolve, reject, timer });
      this.#socket.send(JSON.stringify({ type, client_id: clientId, data }));
    });
  }

  resume({ epoch, since }) {
    this.#epoch = epoch;
    this.#seq = Number(since);
    this.#leftOut.clear();
    this.#held = false;
    this.#open();
  }

  close() {
    this.#held = true;
    window.removeEventListener("online", this.#online);
    this.#drop(1000);
  }

  #open() {
    clearTimeout(this.#timer);
    if (this.#held || this.#socket) return;
    if (this.#seq !== null) {
      this.#url.searchParams.set("epoch", this.#epoch ?? "");
      this.#url.searchParams.set("since", this.#seq);
    }
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#heardAt = Date.now();
    this.#heartbeat = setInterval(() => this.#beat(), PING_MILLISECONDS);
    socket.addEventListener("message", ({ data }) => socket === this.#socket && this.#hear(JSON.parse(data)));
    socket.addEventListener("close", ({ code }) => socket === this.#socket && this.#lost(code));
  }

  #hear(frame) {
    this.#heardAt = Date.now();
    if (frame.seq === undefined) return this.#control(frame);
    if (frame.seq > this.#seq + 1) return this.#gap();
    this.#advanceTo(frame.seq);
    this.#on.onFrame(frame);
  }

  #control({ type, data }) {
    if (type === "hub.welcome") {
      this.#failures = 0;
      this.#epoch = data.epoch;
      this.#seq ??= data.seq;
      this.#on.onState("open");
    } else if (type === "hub.reload") {
      this.#failures = 0;
      this.#held = true;
      this.#drop(1000);
      this.#on.onReload();
    } else if (type === "hub.dropped") {
      for (const seq of data.seqs) this.#leftOut.add(seq);
      this.#advanceTo(this.#seq);
    } else if (type === "hub.ack") this.#answer(data.client_id, "resolve", data.result);
    else if (type === "hub.error") this.#answer(data.client_id, "reject", new Error(data.message));
  }

  // What the server left out on purpose counts as seen.
  #advanceTo(seq) {
    this.#seq = Math.max(this.#seq, seq);
    while (this.#leftOut.delete(this.#seq + 1)) this.#seq += 1;
  }

  #gap() {
    const socket = this.#socket;
    this.#lost(CLOSED_BY_GAP);
    socket.close(CLOSED_BY_GAP);
  }

  #answer(clientId, how, value) {
    const answer = this.#answers.get(clientId);
    if (!answer) return;
    clearTimeout(answer.timer);
    this.#answers.delete(clientId);
    answer[how](value);
  }

  #beat() {
    const silence = Date.now() - this.#heardAt;
    if (silence > SILENCE_MILLISECONDS) {
      const socket = this.#socket;
      this.#lost(1006);
      socket.close();
    } else if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send('{"type":"ping"}');
  }

  #lost(code) {
    this.#forget();
    if (this.#held) return;
    if (code === CLOSED_NOT_FOUND) {
      this.close();
      return this.#on.onState("gone");
    }
    this.#on.onState("lost");
    if (code !== CLOSED_TO_RESUME && code !== CLOSED_BY_GAP) this.#failures += code === CLOSED_TRY_LATER ? 3 : 1;
    // Full jitter: a thousand browsers that lost one server must not come back in the same moment.
    const most = Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** this.#failures);
    this.#timer = setTimeout(() => this.#open(), Math.random() * most);
  }

  #drop(code) {
    const socket = this.#socket;
    this.#forget();
    socket?.close(code);
  }

  #forget() {
    clearTimeout(this.#timer);
    clearInterval(this.#heartbeat);
    this.#socket = null;
    for (const clientId of [...this.#answers.keys()]) this.#answer(clientId, "reject", new Error("offline"));
  }
}

export function connect(url, options) {
  return new ResumingSocket(url, options);
}

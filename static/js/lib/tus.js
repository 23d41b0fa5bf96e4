// tus 1.0 (https://tus.io/protocols/resumable-upload): one file, piece by piece, from wherever the server says.
const VERSION = "1.0.0";
const FIRST_PIECE_BYTES = 256 * 1024;
const LARGEST_PIECE_BYTES = 4 * 1024 * 1024;
const QUICK_MS = 1_000;

// What the server said no to. `status` 0: it could not be reached.
export class UploadError extends Error {
  constructor(status, message = "") {
    super(message);
    this.status = status;
  }
}

export class TusUpload {
  constructor({ endpoint, file, csrfToken, url = "" }) {
    Object.assign(this, { endpoint, file, csrfToken, url, offset: 0, pieceBytes: FIRST_PIECE_BYTES });
  }

  // Sends what is missing; `onOffset` hears of every piece. Throws UploadError, or AbortError when `signal` fires.
  async send({ signal, onOffset }) {
    if (this.url) await this.findOffset(signal);
    else await this.create(signal);
    onOffset(this.offset);
    while (this.offset < this.file.size) {
      await this.sendPiece(signal);
      onOffset(this.offset);
    }
  }

  async create(signal) {
    const answer = await this.ask("POST", this.endpoint, { "Upload-Length": this.file.size }, { signal });
    this.url = answer.headers.get("Location");
    this.offset = 0;
  }

  async findOffset(signal) {
    const answer = await this.ask("HEAD", this.url, {}, { signal });
    this.offset = Number(answer.headers.get("Upload-Offset"));
  }

  async sendPiece(signal) {
    const piece = await this.file.slice(this.offset, this.offset + this.pieceBytes).arrayBuffer();
    const headers = { "Upload-Offset": this.offset, "Content-Type": "application/offset+octet-stream" };
    if (crypto.subtle) headers["Upload-Checksum"] = `sha1 ${base64(await crypto.subtle.digest("SHA-1", piece))}`;
    const begun = performance.now();
    try {
      const answer = await this.ask("PATCH", this.url, headers, { signal, body: piece });
      this.offset = Number(answer.headers.get("Upload-Offset"));
    } catch (error) {
      this.pieceBytes = FIRST_PIECE_BYTES;
      throw error;
    }
    if (performance.now() - begun < QUICK_MS) this.pieceBytes = Math.min(LARGEST_PIECE_BYTES, this.pieceBytes * 2);
  }

  async cancel() {
    if (this.url) await this.ask("DELETE", this.url, {}, { keepalive: true });
  }

  async ask(method, url, headers, options) {
    let answer;
    try {
      answer = await fetch(url, {
        ...options,
        method,
        headers: { ...headers, "Tus-Resumable": VERSION, "X-CSRFToken": this.csrfToken },
      });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new UploadError(0);
    }
    // Somebody signed out is sent to a page, which speaks no tus.
    if (answer.ok && !answer.headers.has("Tus-Resumable")) throw new UploadError(401);
    if (!answer.ok) throw new UploadError(answer.status, isPlain(answer) ? await answer.text() : "");
    return answer;
  }
}

function isPlain(answer) {
  return (answer.headers.get("Content-Type") ?? "").startsWith("text/plain");
}

function base64(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)));
}

/**
 * A clock inside the picture: the time in milliseconds as black and white squares that survive any codec, with two
 * parity squares so that a damaged reading is thrown away.
 */

export const WIDTH = 640;
export const HEIGHT = 360;
const CELL = 48;
const ROW = 40;
const MARGIN = 8;
const BITS = 24;
const ROUND = 2 ** BITS;

export function draw(context, frame) {
  const now = Date.now();
  context.fillStyle = `hsl(${frame % 360} 60% 50%)`;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  for (let ball = 0; ball < 6; ball++) {
    context.fillStyle = `hsl(${(frame * 2 + ball * 60) % 360} 80% 60%)`;
    context.beginPath();
    context.arc(320 + 250 * Math.cos(frame / 30 + ball), 220 + 80 * Math.sin(frame / 20 + ball), 30, 0, 7);
    context.fill();
  }
  const bits = bitsOf(now % ROUND);
  const odd = bits.reduce((sum, bit) => sum ^ bit, 0);
  [...bits, odd, 1 - odd].forEach((bit, index) => {
    context.fillStyle = bit ? "#fff" : "#000";
    context.fillRect(...corner(index), CELL, ROW);
  });
}

/** How old the picture is, in milliseconds, or null where the clock cannot be read. */
export function read(context, video) {
  context.drawImage(video, 0, 0, WIDTH, HEIGHT);
  const { data } = context.getImageData(0, 0, WIDTH, MARGIN + 2 * ROW);
  const bit = (index) => {
    const [left, top] = corner(index);
    return data[((top + ROW / 2) * WIDTH + left + CELL / 2) * 4] > 128 ? 1 : 0;
  };
  const bits = Array.from({ length: BITS }, (_, index) => bit(index));
  const odd = bits.reduce((sum, value) => sum ^ value, 0);
  if (bit(BITS) !== odd || bit(BITS + 1) === odd) return null;
  const shown = bits.reduce((sum, value, index) => sum + value * 2 ** index, 0);
  return ((Date.now() % ROUND) - shown + ROUND) % ROUND;
}

function bitsOf(value) {
  return Array.from({ length: BITS }, (_, index) => (value >>> index) & 1);
}

function corner(index) {
  const row = index % 2;
  return [MARGIN + (index >> 1) * CELL, MARGIN / 2 + row * ROW];
}

// Says what happened on the wall. It lies over the ideas, lets every press through to what is
// below it, and goes with the next one: what went well goes by itself, once it can have been read.

const READING_MS = 1500;
const LETTER_MS = 40;

const status = document.querySelector("[data-wall-status]");
let silence = 0;

export const words = status.dataset;

export function say(text) {
  warn(text);
  silence = setTimeout(clear, READING_MS + LETTER_MS * text.length);
}

// Says what went wrong, which stays until something else is pressed.
export function warn(text) {
  clearTimeout(silence);
  status.textContent = text;
}

function clear() {
  status.textContent = "";
}

document.addEventListener("pointerdown", clear);
document.addEventListener("keydown", ({ key }) => { if (key === "Escape") clear(); }, true);

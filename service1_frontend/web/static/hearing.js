// Players with one button: each lights its own notes, and one sounds at a time.
//
// Each is an element with `data-player` and `data-hears` that holds an <audio> and a link
// with `data-hear` and `data-heard`, its words at rest and while it sounds.

import { attach, playerOf } from "./player.js";

export function hearAll(root, fail = () => {}) {
  attach(root);
  root.addEventListener("player:change", ({ target }) => show(target));
  root.addEventListener("player:fail", fail);
}

export function play(element) {
  const player = playerOf(element);
  if (player.playing) player.stop();
  else player.play();
}

export function stopPlaying(root) {
  for (const element of root.querySelectorAll("[data-hears]")) playerOf(element)?.stop();
}

// A link that plays leads to the sound where no script runs.
document.addEventListener("click", (event) => {
  const element = event.target.closest("[data-hear]")?.closest("[data-hears]");
  if (!element || !playerOf(element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  play(element);
});

function show(element) {
  const link = element.querySelector("[data-hear]");
  if (!link) return;
  const { playing } = playerOf(element);
  const use = link.querySelector("use");
  element.toggleAttribute("data-sounding", playing);
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, playing ? "#stop" : "#play"));
  link.querySelector("span").textContent = playing ? link.dataset.heard : link.dataset.hear;
}

// Chords that are written bar by bar: the bar that sounds is marked.

import { playerOf } from "./player.js";

export function followChords(root) {
  for (const element of root.querySelectorAll("[data-chords]")) {
    const mark = () => show(element, playerOf(element));
    element.addEventListener("player:frame", mark);
    element.addEventListener("player:change", mark);
  }
}

function show(element, player) {
  const bar = player?.playing ? player.place?.bar : null;
  for (const one of element.querySelectorAll("[data-of-bar]")) {
    one.classList.toggle("sounds", Number(one.dataset.ofBar) === bar);
  }
}

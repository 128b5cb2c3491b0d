// Sound to be taken away is played as the page's player plays it: with as much expression.

import { playerOf } from "./player.js";

const SOUNDS = ["mp3", "wav"];

const main = document.querySelector("[data-player][data-keys]");
main?.addEventListener("player:change", () => {
  const asked = new URLSearchParams(playerOf(main)?.wanted()).get("expression");
  for (const link of document.querySelectorAll("a.download")) {
    if (!SOUNDS.includes(link.dataset.extension)) continue;
    const address = new URL(link.href);
    if (asked === null) address.searchParams.delete("expression");
    else address.searchParams.set("expression", asked);
    link.href = address;
  }
});

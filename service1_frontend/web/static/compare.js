// Two melodies heard by turns: one goes on where the other was.

import { playerOf, takeTurns } from "./player.js";

for (const page of document.querySelectorAll("[data-compare]")) {
  const sides = [...page.querySelectorAll("[data-side]")];
  const players = sides.map((side) => playerOf(side.querySelector("[data-player]") ?? side));
  if (players.every(Boolean)) start(page, sides, players);
}

function start(page, sides, players) {
  const turn = page.querySelector("[data-turn]");
  const button = turn.querySelector("[data-switch]");
  const hear = turn.querySelector("[data-hear-side]");
  const status = turn.querySelector("[role=status]");
  let heard = 0;

  function show() {
    for (const [number, side] of sides.entries()) side.classList.toggle("heard", number === heard);
    button.querySelector("[data-next]").textContent = sides[1 - heard].dataset.side;
    const words = players[heard].playing ? hear.dataset.sounding : hear.dataset.rest;
    hear.textContent = words.replace("{side}", sides[heard].dataset.side);
    // The address names the melody that is heard.
    history.replaceState(null, "", sides[heard].dataset.path);
  }

  async function other() {
    const [from, to] = [players[heard], players[1 - heard]];
    heard = 1 - heard;
    show();
    status.textContent = page.dataset.said.replace("{side}", sides[heard].dataset.side);
    await takeTurns(from, to);
  }

  // Who plays the other one by its own button hears that one from now on.
  for (const [number, side] of sides.entries()) {
    side.addEventListener("player:change", () => {
      if (players[number].playing) heard = number;
      show();
    });
  }
  button.addEventListener("click", other);
  hear.addEventListener("click", () => players[heard].toggle());
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea, button, a, summary") && event.key === " ") return;
    if (event.target.closest("input:not([type=range]), select, textarea")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "x" || event.key === "X") other();
    else if (event.key === " ") players[heard].toggle();
    else return;
    event.preventDefault();
  });
  turn.hidden = false;
  show();
}

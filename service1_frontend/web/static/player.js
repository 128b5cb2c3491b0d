// Plays melodies and lights the note that sounds.
//
// A player is an element with `data-player` that holds an <audio>:
//
//   data-sound     the address of its sound; settings are added as a query
//   data-timeline  the address that tells when what sounds, by the same query
//   data-scores    ids of the pictures whose notes are lit (the prefixes of inline_svg)
//   data-title     what a lock screen shows
//   data-warm      its sound is fetched at once, and not when it is pointed at
//   data-keys      Space, arrows and shift-arrows anywhere on the page are for this player
//
// Within it, any of these may be left out: buttons with `data-play` and `data-stop`; fields
// with `data-setting` (tempo and expression in percent, instrument, count_in, metronome, loop,
// from, to); ranges with `data-seek` and `data-volume`; `data-place`, which says where it is; a
// role=status with `data-said`; `data-controls`, which is hidden until the script has come.
// While it plays, the element has `data-playing`; it sends "player:change" at every change.
//
//   attach(root)        makes players of what has been added to the page below `root`
//   playerOf(element)   gives .play() .pause() .toggle() .stop() .step(±1) .stepBar(±1),
//                       .playing, .warm() and .place, which is { bar, part of it } or null
//   takeTurns(a, b)     goes on with `b` where `a` is, in bar and beat, at a's settings;
//                       plays on if `a` was playing
//
// One player sounds at a time, in all tabs together.

import { bindControls } from "./player_controls.js";
import { bindKeys } from "./player_keys.js";
import { Playback } from "./playback.js";
import { takeFloor } from "./tabs.js";

const players = new WeakMap();

export function attach(root = document) {
  for (const element of root.querySelectorAll("[data-player]")) {
    if (players.has(element) || !element.querySelector("audio")) continue;
    const player = new Playback(element);
    players.set(element, player);
    takeFloor(player);
    bindControls(player);
    if ("keys" in element.dataset) bindKeys(player);
  }
}

export function playerOf(element) {
  return players.get(element);
}

export async function takeTurns(from, to) {
  const { playing, place } = from;
  from.pause();
  await to.adopt(from.settings, place);
  if (playing) await to.resume();
}

attach();

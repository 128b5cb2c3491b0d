// Lets one player sound at a time, in this tab and in all others.

const players = new Set();
const others = "BroadcastChannel" in window ? new BroadcastChannel("melodie-player") : null;

others?.addEventListener("message", () => players.forEach((player) => player.pause()));

export function takeFloor(player) {
  players.add(player);
  player.audio.addEventListener("play", () => {
    others?.postMessage("playing");
    for (const other of players) {
      if (!other.element.isConnected) players.delete(other);
      if (other !== player) other.pause();
    }
  });
}

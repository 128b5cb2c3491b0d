// The wall by keyboard: a letter for each thing that can be done, arrows from idea to idea.

const TYPING = "input:not([type=radio], [type=checkbox], [type=range]), select, textarea, [contenteditable]";
const PRESSED = "a, button, summary, input, audio, dialog";

const IDEA_KEYS = [" ", "k", "enter", "g", "m"];

export function listenToKeys({ roll, keep, giveUp, play }) {
  const help = document.querySelector("[data-keys]");
  document.querySelector("[data-show-keys]").addEventListener("click", () => help.showModal());
  help.querySelector("[data-close-keys]").addEventListener("click", () => help.close());
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest(TYPING)) return;
    if (help.open || (event.repeat && !event.key.startsWith("Arrow"))) return;
    if (deed(event, target)) event.preventDefault();
  });

  function deed(event, target) {
    const card = target.closest("[data-idea]");
    if (event.key === "Escape") return giveUp();
    if (event.key === "?") return yes(help.showModal());
    if (event.key.startsWith("Arrow")) return !target.matches("input") && walk(card, event.key);
    if (target.closest(PRESSED) && (event.key === " " || event.key === "Enter")) return false;
    if (event.key.toLowerCase() === "r") return yes(roll());
    // Before any idea was chosen, the first is meant.
    return withIdea(card ?? document.querySelector("[data-idea]"), event.key, !card);
  }

  function withIdea(card, key, chosenFirst) {
    if (!card) return false;
    if (chosenFirst && IDEA_KEYS.includes(key.toLowerCase())) card.focus();
    const press = (what) => yes(card.querySelector(what).click());
    switch (key.toLowerCase()) {
      case " ": return yes(play(card));
      case "k": return yes(keep(card));
      case "enter": return press("[data-open]");
      case "g": return unfold(card, "[data-grow]");
      case "m": return unfold(card, "[data-more]");
      default: return false;
    }
  }
}

function yes() {
  return true;
}

function unfold(card, what) {
  const fold = card.querySelector(what);
  if (!fold) return false;
  fold.open = true;
  fold.querySelector("input, button").focus();
  return true;
}

// Up and down go by what is seen: the nearest idea in that direction.
function walk(card, key) {
  const cards = [...document.querySelectorAll("[data-idea]")];
  if (!cards.length) return false;
  const at = cards.indexOf(card);
  const columns = cards.filter((one) => one.offsetTop === cards[0].offsetTop).length;
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key];
  const next = cards[at < 0 ? 0 : at + step];
  next?.focus();
  return Boolean(next);
}

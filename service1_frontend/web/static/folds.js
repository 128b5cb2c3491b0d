// Parts of a page that are folded away: open on a wide screen, and as they were left before.

const WIDE = "(width >= 48rem)";
const KEY = "melodie.fold.";

for (const fold of document.querySelectorAll("details[data-fold]")) {
  const before = localStorage.getItem(KEY + fold.id);
  const wide = window.matchMedia(WIDE).matches;
  if (before ? before === "open" : wide) fold.open = true;
  // What the visitor does is remembered, not what an address opens.
  fold.querySelector("summary").addEventListener("click", () => {
    localStorage.setItem(KEY + fold.id, fold.open ? "closed" : "open");
  });
}

// An address that names a part opens it; browsers do so only as a page is opened.
function reveal() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = named?.closest("details[data-fold]");
  if (!fold || fold.open) return;
  fold.open = true;
  named.scrollIntoView();
}

window.addEventListener("hashchange", reveal);
document.addEventListener("click", (event) => {
  if (event.target.closest('a[href^="#"]')) setTimeout(reveal);
});
reveal();

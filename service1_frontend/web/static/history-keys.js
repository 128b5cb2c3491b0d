// The keys of undo and redo lead along the family of a melody.

const TYPING = "input:not([type=radio], [type=checkbox], [type=range]), select, textarea, [contenteditable]";

document.addEventListener("keydown", (event) => {
  const way = wayOf(event);
  if (!way || event.defaultPrevented || event.target.closest(TYPING)) return;
  const link = document.querySelector(`[data-history="${way}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

// Ctrl-Z or ⌘-Z, with shift the other way; Ctrl-Y as well.
function wayOf({ key, ctrlKey, metaKey, altKey, shiftKey, repeat }) {
  if (!(ctrlKey || metaKey) || altKey || repeat) return null;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" && ctrlKey ? "redo" : null;
}

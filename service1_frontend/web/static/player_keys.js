// The keys of a player: Space plays, arrows move by note, with shift by bar.

const TYPED = "input, select, textarea, [contenteditable], [role=slider], [role=grid]";
const PRESSED = `${TYPED}, button, summary, a[href], [role=button], [role=checkbox]`;

const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

export function bindKeys(player) {
  document.addEventListener("keydown", (event) => {
    const { target, key, shiftKey } = event;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!player.element.isConnected) return;
    if (key === " " && !shiftKey && !target.closest(PRESSED)) {
      if (!event.repeat) player.toggle();
    } else if (key in STEPS && !target.closest(TYPED)) {
      const stepped = shiftKey ? player.stepBar(STEPS[key]) : player.step(STEPS[key]);
      stepped.catch((error) => player.fail(error));
    } else return;
    event.preventDefault();
  });
}

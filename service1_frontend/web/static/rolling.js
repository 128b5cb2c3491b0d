// Bars are locked in the picture as well as by their boxes; ranges with shift.

import { takeLocksAlong } from "./locks.js";
import { showLocks } from "./shades.js";

for (const form of document.querySelectorAll("form[data-rolls]")) {
  const boxes = [...form.querySelectorAll("input[name=locked]")];
  const main = form.querySelector(".roll-main [data-label]");
  const docked = document.querySelector(".dock-action [data-label]");
  const rest = main.textContent;
  const shortRest = docked?.textContent;
  const status = form.querySelector("[data-lock-status]");
  const shades = showLocks(boxes.map((box) => box.value), press);
  let last = null;

  function show() {
    for (const box of boxes) shades.show(box.value, box.checked);
    const open = boxes.filter((box) => !box.checked).length;
    const { all, one, some } = form.dataset;
    let text = open ? some.replace("{bars}", open) : rest;
    if (open === boxes.length) text = all;
    else if (open === 1) text = one;
    main.textContent = text;
    if (!docked) return;
    if (open === boxes.length) text = docked.parentElement.dataset.all;
    docked.textContent = open ? text : shortRest; // beside undo and redo there is little room
  }

  // Whatever leads on from here takes the locks along, and so does the address of this page.
  const taken = takeLocksAlong(() => boxes.filter((box) => box.checked).map((box) => box.value));

  function changed() {
    show();
    taken();
  }

  // A box was pressed: it is as it is now; with shift, so is every bar since the one before.
  function pressed(box, shift) {
    const ends = [boxes.indexOf(box), last && shift ? boxes.indexOf(last) : boxes.indexOf(box)];
    const range = boxes.slice(Math.min(...ends), Math.max(...ends) + 1);
    for (const one of range) one.checked = box.checked;
    last = box;
    changed();
    say(range, box);
  }

  function say(range, box) {
    const { locked, unlocked, lockRange } = form.dataset;
    const count = boxes.filter((one) => one.checked).length;
    const said = box.checked ? locked : unlocked;
    status.textContent =
      range.length > 1 ? lockRange.replace("{bars}", count) : said.replace("{bar}", box.ariaLabel);
  }

  // A bar of the picture was pressed, on this note of it if on any: both are chosen below, too.
  function press(number, shift, note) {
    const box = boxes.find((one) => one.value === number);
    if (!box) return;
    form.elements.bar.value = number;
    if (note) document.getElementById("roll-note").value = note;
    box.checked = !box.checked;
    pressed(box, shift);
  }

  let shift = false;
  for (const box of boxes) {
    box.addEventListener("click", (event) => { shift = event.shiftKey; });
    box.addEventListener("keydown", (event) => { shift = event.shiftKey; });
    box.addEventListener("change", () => pressed(box, shift));
  }
  for (const button of form.querySelectorAll("[data-locks]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = button.dataset.locks === "swap" && !box.checked;
      changed();
      status.textContent = form.dataset.lockRange.replace(
        "{bars}", boxes.filter((one) => one.checked).length);
    });
  }
  // A browser that comes back to a page may have ticked other boxes than the page has.
  window.addEventListener("pageshow", () => {
    if (boxes.some((box) => box.checked !== box.defaultChecked)) changed();
  });
  show();
}

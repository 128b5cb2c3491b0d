// The bars of the pictures on a page: pressed to be locked, and shaded while they are.

const SVG = "http://www.w3.org/2000/svg";
const LOCK = "M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z";
const LOCK_SIZE = 16;
const SIGN = 0.55; // of the height of a staff

export function showLocks(numbers, press) {
  const known = new Set();
  const locked = new Set();

  // Takes the bars of all pictures; one may come later than the page.
  function take() {
    for (const bar of document.querySelectorAll(".paper .measure[data-bar]")) {
      if (!known.has(bar) && numbers.includes(bar.dataset.bar)) add(bar);
    }
  }

  function add(bar) {
    known.add(bar);
    bar.closest(".score").classList.add("locking");
    bar.classList.toggle("locked", locked.has(bar.dataset.bar));
    bar.addEventListener("click", (event) => {
      press(bar.dataset.bar, event.shiftKey, event.target.closest("[data-note]")?.dataset.note);
    });
    // Shift and a click would select text.
    bar.addEventListener("mousedown", (event) => { if (event.shiftKey) event.preventDefault(); });
    shade(bar);
  }

  window.addEventListener("resize", () => known.forEach(shade));
  document.addEventListener("picture:shown", take);
  take();
  return {
    show(number, isLocked) {
      locked[isLocked ? "add" : "delete"](number);
      for (const bar of known) {
        if (bar.dataset.bar === number) bar.classList.toggle("locked", isLocked);
      }
    },
  };
}

// Lays a shade under a bar as large as its staff, as soon as its picture is seen.
function shade(bar) {
  if (bar.querySelector(":scope > .lock-shade")) return;
  const staff = staffOf(bar);
  if (!staff) return;
  const rect = document.createElementNS(SVG, "rect");
  const around = {
    x: staff.left, y: staff.top - staff.height / 2, width: staff.width, height: 2 * staff.height,
    class: "lock-shade",
  };
  for (const [name, value] of Object.entries(around)) rect.setAttribute(name, value);
  const sign = document.createElementNS(SVG, "path");
  const size = SIGN * staff.height / LOCK_SIZE;
  sign.setAttribute("d", LOCK);
  sign.setAttribute("class", "lock-sign");
  // At the end of the bar: the tempo stands over the first ones from their beginning on.
  const x = staff.left + staff.width - LOCK_SIZE * size * 1.2;
  sign.setAttribute("transform", `translate(${x} ${around.y - LOCK_SIZE * size * 0.9}) scale(${size})`);
  bar.prepend(rect);
  bar.append(sign);
}

// Returns where the five lines of a bar's staff lie; they are the long flat paths in it.
function staffOf(bar) {
  const flat = [...bar.querySelectorAll(":scope > path, :scope > g > path")]
    .map((path) => path.getBBox())
    .filter((box) => box.width > 0 && box.height === 0);
  const width = Math.max(...flat.map((box) => box.width));
  const lines = flat.filter((box) => box.width > 0.9 * width);
  if (!lines.length) return null;
  const top = Math.min(...lines.map((box) => box.y));
  const bottom = Math.max(...lines.map((box) => box.y));
  return { left: lines[0].x, top, width, height: bottom - top };
}

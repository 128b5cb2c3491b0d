// The front page's wall of ideas: rolled in place, played, kept, walked by keys.

import { listenToKeys } from "./wall-keys.js";
import { hearAll, play, stopPlaying } from "./hearing.js";
import { showFaults } from "./wall-faults.js";
import { say, warn, words } from "./wall-status.js";

const MAX_DRAWN = 999_999_999;
const SETTLED_MS = 250;
const AT_ONCE = "melodie.at-once";

const form = document.querySelector("form[data-rolls]");
const button = form.querySelector("[data-roll]");
const wall = () => document.querySelector("[data-wall]");

let asking = null;
let waiting = null;
let settling = 0;

const silent = () => warn(words.silent);

// --- rolling ---------------------------------------------------------------

// The address that the form asks for: with a seed drawn anew, or with that of the wall that is shown.
function addressOfForm(seed) {
  const asked = new URLSearchParams(new FormData(form));
  asked.delete("shown");
  const shown = new URLSearchParams(form.querySelector("[data-shown]")?.value);
  asked.set("wall", seed ?? shown.get("wall") ?? drawn());
  asked.set("engine", shown.get("engine") ?? words.engine);
  for (const name of seed === null ? ["like", "near"] : []) {
    if (shown.has(name)) asked.set(name, shown.get(name));
  }
  return `${form.getAttribute("action")}?${asked}`;
}

function drawn() {
  return Math.floor(Math.random() * (MAX_DRAWN + 1));
}

async function roll() {
  await show(addressOfForm(drawn()), { said: words.rolled, push: true });
}

// Shows the wall of an address in the place of the one that is there, which stays if that fails.
// What is asked for meanwhile waits, and only the last of it is shown: a server goes on composing
// what nobody waits for any more.
async function show(address, how) {
  waiting = { address, how };
  if (asking) return;
  asking = new AbortController();
  const mine = asking;
  busy(true);
  while (mine === asking && waiting) await answerTo(waiting, mine.signal);
  if (mine !== asking) return;
  asking = null;
  busy(false);
}

async function answerTo(asked, signal) {
  waiting = null;
  const { sent, ...how } = asked.how;
  try {
    const answer = await fetch(asked.address, { ...sent, signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!waiting) take(answer, page, how);
  } catch (error) {
    if (error.name !== "AbortError") warn(words.failed);
  }
}

function take(answer, page, { said, push, whole, fromTop }) {
  const fresh = page.querySelector("[data-wall]");
  const fault = showFaults(form, page);
  if (fault) return warn(fault);
  if (!answer.ok || !fresh) return warn(page.querySelector("[role=alert] p")?.textContent.trim() ?? words.failed);
  // A page that came without ideas says what was wrong; one that has them takes its place.
  if (!form.querySelector("[data-shown]")) return window.location.assign(answer.url);
  stopPlaying(wall());
  const focused = document.activeElement.closest("[data-idea]")?.id;
  wall().replaceWith(fresh);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  if (fromTop) fresh.querySelector("[data-idea]").scrollIntoView({ block: "nearest" });
  hearAll(fresh, silent);
  for (const part of ["[data-shown]", "[data-said]"]) replacePart(page, part);
  if (whole) fillIn(page);
  // As short as the server has it, and without what a form sends beside it.
  if (push) history.pushState(null, "", `?${form.querySelector("[data-shown]").value}`);
  say(said);
}

function replacePart(page, selector) {
  const [old, fresh] = [form.querySelector(selector), page.querySelector(selector)];
  if (old && fresh) old.replaceWith(fresh);
}

function fillIn(page) {
  for (const field of page.querySelector("form[data-rolls]").elements) {
    const mine = field.id && form.querySelector(`#${CSS.escape(field.id)}`);
    if (!mine || mine.id === "at-once") continue;
    if (field.type === "checkbox" || field.type === "radio") mine.checked = field.checked;
    else mine.value = field.value;
    mine.dispatchEvent(new Event("input"));
  }
}

function busy(is) {
  button.ariaBusy = String(is);
  wall().ariaBusy = String(is);
}

function giveUp() {
  if (button.ariaBusy !== "true") return false;
  asking.abort();
  asking = waiting = null;
  busy(false);
  say(words.stopped);
  return true;
}

// --- keeping ---------------------------------------------------------------

async function keep(card) {
  const pressed = card.querySelector("[data-keep]");
  const tools = pressed.form;
  pressed.ariaBusy = "true";
  const body = new FormData(tools, pressed);
  try {
    const answer = await fetch(tools.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (answer.ok) showKept(pressed, said);
    else if (pressed.value === "keep") offerFile(card, said.detail);
    else warn(said.detail);
  } catch {
    if (pressed.value === "keep") offerFile(card, words.failed);
    else warn(words.failed);
  } finally {
    pressed.ariaBusy = "false";
  }
}

// The heart as it is now; what it does when it is pressed next goes with it.
function showKept(pressed, { kept, count }) {
  pressed.ariaPressed = String(kept);
  pressed.value = kept ? "take-back" : "keep";
  const counted = new DOMParser().parseFromString(count, "text/html").querySelector("[data-count]");
  if (counted) document.querySelector("[data-count]")?.replaceWith(counted);
  pressed.querySelector("span").textContent = kept ? words.keptLabel : words.keepLabel;
  say(kept ? words.kept : words.takenBack);
}

// What cannot be kept here can be taken away.
function offerFile(card, why) {
  card.querySelector("[data-unkept]").hidden = false;
  warn(`${why} ${words.unkept}`);
}

// --- what is pressed -------------------------------------------------------

document.addEventListener("click", (event) => {
  const card = event.target.closest("[data-idea]");
  if (!card) return;
  if (event.target.closest("[data-keep]")) {
    event.preventDefault();
    keep(card);
  }
});

// More like an idea takes the place of the wall; whatever else is pressed leads to another page.
document.addEventListener("submit", (event) => {
  if (!event.submitter?.matches("[data-do-more]")) return;
  event.preventDefault();
  const tools = event.target;
  const sent = { method: "POST", body: new FormData(tools, event.submitter) };
  show(tools.action, { said: words.liked, push: true, sent, fromTop: true });
});

form.addEventListener("submit", (event) => {
  if (event.submitter && event.submitter !== button) return;
  event.preventDefault();
  roll();
});

// What unfolds must not lie under the button that stays in sight.
document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.matches(".tool-fold")) {
    target.querySelector(".tool-panel").scrollIntoView({ block: "nearest" });
  }
}, true);

// --- a changed setting -----------------------------------------------------

const atOnce = form.querySelector("#at-once");
atOnce.closest("[data-switch]").hidden = false;
atOnce.checked = localStorage.getItem(AT_ONCE) !== "no";

form.addEventListener("change", (event) => {
  if (event.target === atOnce) {
    localStorage.setItem(AT_ONCE, atOnce.checked ? "yes" : "no");
  } else if (atOnce.checked || event.target.name === "ideas") {
    clearTimeout(settling);
    settling = setTimeout(() => show(addressOfForm(null), { said: words.changed, push: true }), SETTLED_MS);
  }
});

// --- back, and keys --------------------------------------------------------

window.addEventListener("popstate", () => {
  show(location.href, { said: words.back, push: false, whole: true });
});

listenToKeys({ roll, keep, giveUp, play });
hearAll(wall(), silent);

// Shows on a melody's page what a twist does, where without a script it is a page of its own.

import { followChords } from "./chords.js";
import { hearAll } from "./hearing.js";
import { bringLater } from "./later.js";
import { attach } from "./player.js";
import { showProgress } from "./progress.js";

const PANEL = "[data-twists-panel]";

function offerTwists(section) {
  const shower = new Shower(section);
  hearAll(section, () => shower.cannotPlay());
  followChords(section);
  section.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-twist]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    shower.mark(link.dataset.twist);
    shower.show(link.href, "#twisted");
  });
  section.addEventListener("submit", (event) => {
    if (event.target.matches("[data-twists-options]")) {
      event.preventDefault();
      showOption(shower, event.target);
    }
  });
  section.addEventListener("change", (event) => {
    const form = event.target.closest("[data-twists-options]");
    if (form) showOption(shower, form);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shower.stop();
  });
}

function showOption(shower, form) {
  const query = new URLSearchParams(new FormData(form));
  shower.show(`${form.action}?${query}`, "#twist-option");
}

class Shower {
  constructor(section) {
    this.section = section;
    this.panel = section.querySelector(PANEL);
    this.status = section.querySelector("[data-twists-status]");
    this.request = null;
  }

  // The answer to the last press is shown; what is focused then is what was pressed.
  async show(address, focused) {
    this.stop();
    const request = new AbortController();
    this.request = request;
    this.panel.ariaBusy = "true";
    this.status.textContent = this.section.dataset.busy;
    try {
      const answer = await fetch(address, { signal: request.signal, credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector(PANEL);
      if (this.request !== request) return;
      if (!found || !found.children.length) window.location.assign(address);
      else this.put(found, page, focused);
    } catch {
      if (this.request !== request) return;
      this.status.textContent = this.section.dataset.failed;
    }
    this.panel.ariaBusy = "false";
    this.request = null;
  }

  put(found, page, focused) {
    this.panel.ariaBusy = "false"; // what is said meanwhile takes room above what is looked at
    this.panel.replaceChildren(...found.childNodes);
    showProgress(this.panel);
    attach(this.panel);
    followChords(this.panel);
    bringLater(this.panel);
    this.mark(page.querySelector("a[data-twist][aria-current]")?.dataset.twist);
    this.panel.querySelector(focused)?.focus({ preventScroll: true });
    if (focused === "#twisted") this.panel.firstElementChild.scrollIntoView({ block: "start" });
    const name = this.panel.querySelector("#twisted").textContent;
    const refused = this.panel.querySelector(".twisted-refused");
    this.status.textContent = `${this.section.dataset.shown} ${refused?.textContent ?? name}`;
  }

  mark(twist) {
    for (const link of this.section.querySelectorAll("a[data-twist]")) {
      if (link.dataset.twist === twist) link.ariaCurrent = "true";
      else link.removeAttribute("aria-current");
    }
  }

  cannotPlay() {
    const status = this.panel.querySelector("[data-hear-status]");
    if (status) status.textContent = status.dataset.failed;
  }

  stop() {
    if (!this.request) return;
    this.request.abort();
    this.request = null;
    this.panel.ariaBusy = "false";
    this.status.textContent = "";
  }
}

for (const section of document.querySelectorAll("[data-twists]")) offerTwists(section);

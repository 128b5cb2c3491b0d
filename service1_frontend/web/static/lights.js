// Lights the notes of pictures, and keeps the line that is played in sight.

export class Lights {
  constructor(ids) {
    this.ids = ids;
    this.lit = null;
    this.line = null;
    this.followed = null;
    this.find();
    document.addEventListener("picture:shown", () => this.find());
  }

  // Finds the heads of every note; a picture may come later than the page.
  find() {
    this.notes = new Map();
    for (const id of this.ids) {
      for (const head of document.getElementById(id)?.querySelectorAll("[data-note]") ?? []) {
        const number = Number(head.dataset.note);
        this.notes.set(number, [...(this.notes.get(number) ?? []), head]);
      }
    }
  }

  // Lights a note, with all that is tied to it, and no other; none for null.
  show(number) {
    if (number === this.lit) return;
    for (const head of this.notes.get(this.lit) ?? []) head.classList.remove("lit");
    for (const head of this.notes.get(number) ?? []) head.classList.add("lit");
    this.lit = number;
  }

  // Scrolls to the line of the lit note, where it is a new one and out of sight.
  follow() {
    if (this.lit === this.followed) return;
    this.followed = this.lit;
    const heads = this.notes.get(this.lit) ?? [];
    const line = heads.find((head) => head.getClientRects().length)?.closest(".score > svg");
    if (!line || line === this.line) return;
    this.line = line;
    const { top, bottom } = line.getBoundingClientRect();
    const margin = parseFloat(getComputedStyle(line).scrollMarginBottom) || 0;
    if (top >= 0 && bottom <= window.innerHeight - margin) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    line.scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
  }
}

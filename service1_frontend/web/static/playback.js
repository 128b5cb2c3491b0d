// One player: its sound, the settings that it is made with, and where it is.

import { Lights } from "./lights.js";
import { fetchTimeline } from "./timeline.js";

const BEFORE_END = 0.02;
// Seconds by which a note that is heard alone ends early, lest the next one begin.

const USUAL = { tempo: "100", expression: "60" };
// What a setting is where an address leaves it out.

export class Playback {
  constructor(element) {
    this.element = element;
    this.audio = element.querySelector("audio");
    this.lights = new Lights((element.dataset.scores ?? "").split(" ").filter(Boolean));
    this.settings = {};
    this.from = null; // the bar of a start in the midst, which has a count-in of its own
    this.alone = null; // the note that is heard alone
    this.timeline = null;
    this.query = null;
    for (const kind of ["play", "pause", "seeked", "ended", "error"]) {
      this.audio.addEventListener(kind, () => this.changed(kind));
    }
  }

  get playing() {
    return !this.audio.paused && !this.alone;
  }

  get place() {
    return this.timeline?.place(this.audio.currentTime) ?? null;
  }

  // Gets the sound and its timeline, so that it starts at once.
  warm() {
    this.audio.preload = "auto";
    return this.load().catch(() => {});
  }

  async play() {
    this.alone = null;
    const { loop, count_in: counted } = this.settings;
    const midst = this.timeline && this.audio.currentTime > this.timeline.begin && !this.audio.ended;
    if (counted && midst) {
      this.from = loop ? null : this.place.bar;
      this.load().catch(() => {});
      this.audio.currentTime = 0;
    }
    if (this.audio.error) this.audio.load();
    await this.resume();
  }

  // Goes on where it is, without a count-in.
  async resume() {
    this.load().catch(() => {}); // it sounds all the same
    await this.audio.play().catch((error) => {
      if (error.name !== "AbortError") this.fail(error);
    });
  }

  pause() {
    this.alone = null;
    this.audio.pause();
  }

  toggle() {
    if (this.playing) this.pause();
    else return this.play();
  }

  stop() {
    this.pause();
    this.from = null;
    this.audio.currentTime = 0;
    this.lights.show(null);
    this.load().catch(() => {});
  }

  // Takes new settings, and goes on at the same place.
  async set(changes) {
    await this.adopt({ ...this.settings, ...changes }, this.place);
  }

  async adopt(settings, place) {
    const { playing } = this;
    this.settings = { ...settings };
    this.from = null;
    this.audio.loop = Boolean(settings.loop);
    await this.load().catch((error) => this.fail(error));
    if (place && this.timeline) this.audio.currentTime = this.timeline.moment(place);
    if (playing) await this.resume();
  }

  // Moves by a note, and sounds it.
  async step(by) {
    await this.load();
    const { notes } = this.timeline;
    const { currentTime } = this.audio;
    const now = this.alone ? notes.indexOf(this.alone) : this.timeline.begun(currentTime);
    const between = !this.alone && !this.timeline.sounding(currentTime);
    if (!this.started) this.hear(by > 0 ? notes[0] : null);
    else this.hear(notes[between && by < 0 ? now : now + by]);
  }

  // Moves by a bar in which a note begins, and sounds that.
  async stepBar(by) {
    await this.load();
    const { bars, notes } = this.timeline;
    const heads = bars
      .map(({ onset, end }) => notes.find((note) => note.onset >= onset && note.onset < end))
      .filter(Boolean);
    const now = bars.find(({ number }) => number === this.place.bar);
    if (!this.started) this.hear(heads[0]);
    else if (by > 0) this.hear(heads.find((note) => note.onset >= now.end));
    else this.hear(heads.findLast((note) => note.onset < now.onset) ?? heads[0]);
  }

  // Whether it is somewhere else than at rest at the beginning.
  get started() {
    const { currentTime, ended, paused } = this.audio;
    return Boolean(this.alone) || !paused || (currentTime > 0 && !ended);
  }

  hear(note) {
    if (!note) return;
    this.alone = note;
    this.audio.currentTime = note.onset;
    this.lights.show(note.number);
    this.lights.follow();
    this.element.dispatchEvent(new CustomEvent("player:step", { detail: note, bubbles: true }));
    return this.resume();
  }

  // Has the sound of the settings, and its timeline.
  load() {
    const query = this.wanted();
    if (query === this.query) return this.loading;
    this.query = query;
    const sound = withQuery(this.element.dataset.sound, query);
    if (this.audio.getAttribute("src") !== sound) this.audio.src = sound;
    this.loading = fetchTimeline(withQuery(this.element.dataset.timeline, query)).then((timeline) => {
      if (query === this.query) this.timeline = timeline;
      this.changed("timeline");
    });
    this.loading.catch(() => {
      if (query === this.query) this.query = null;
    });
    return this.loading;
  }

  wanted() {
    const values = { ...this.settings, from: this.from ?? this.settings.from };
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
      if (value === true) asked.set(name, "1");
      else if (value || value === 0) asked.set(name, value);
    }
    for (const [name, usual] of Object.entries(USUAL)) {
      if (asked.get(name) === usual) asked.delete(name);
    }
    return asked.toString();
  }

  changed(kind) {
    if (kind === "error" && this.audio.error) this.fail(this.audio.error);
    if (kind === "ended") this.from = null;
    this.element.toggleAttribute("data-playing", this.playing);
    this.element.dispatchEvent(new CustomEvent("player:change", { bubbles: true }));
    this.frame();
    if (!this.audio.paused && !this.frames) this.frames = requestAnimationFrame(() => this.tick());
  }

  tick() {
    this.frames = this.audio.paused ? null : requestAnimationFrame(() => this.tick());
    this.frame();
  }

  frame() {
    if (!this.timeline) return;
    const { currentTime, paused } = this.audio;
    if (this.alone) {
      if (!paused && currentTime >= this.alone.end - BEFORE_END) this.silence();
      return;
    }
    const note = this.started ? this.timeline.sounding(currentTime) : null;
    this.lights.show(note?.number ?? null);
    if (!paused) this.lights.follow();
    this.element.dispatchEvent(new CustomEvent("player:frame"));
  }

  // Ends a note that was heard alone, and stays at it.
  silence() {
    const { onset } = this.alone;
    this.audio.pause();
    this.audio.currentTime = onset;
  }

  fail(error) {
    this.audio.pause();
    this.element.dispatchEvent(new CustomEvent("player:fail", { detail: error, bubbles: true }));
  }
}

function withQuery(address, query) {
  return query ? `${address}${address.includes("?") ? "&" : "?"}${query}` : address;
}

// When what sounds in a file: a timeline of the server's, asked for places in it.

export class Timeline {
  constructor(told) {
    this.notes = told.notes;
    this.bars = told.bars;
    this.rounds = told.rounds;
    this.round = told.round_seconds;
    this.begin = told.bars[0].onset;
  }

  // The seconds since its round began, of a moment in the file.
  within(seconds) {
    const rounds = Math.min(Math.floor(seconds / this.round), this.rounds - 1);
    return seconds - Math.max(0, rounds) * this.round;
  }

  // The index of the last note that has begun, -1 before the first.
  begun(seconds) {
    const moment = this.within(seconds);
    let [low, high] = [0, this.notes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.notes[middle].onset <= moment) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // The note that sounds, or null in a rest.
  sounding(seconds) {
    const note = this.notes[this.begun(seconds)];
    return note && this.within(seconds) < note.end ? note : null;
  }

  // The bar, and how much of it is over, from 0 to 1.
  place(seconds) {
    const moment = this.within(seconds);
    const bar = this.bars.findLast(({ onset }) => onset <= moment) ?? this.bars[0];
    const part = (moment - bar.onset) / (bar.end - bar.onset);
    return { bar: bar.number, part: Math.min(1, Math.max(0, part)) };
  }

  // The seconds of a place, or the beginning where there is no such bar.
  moment({ bar, part }) {
    const found = this.bars.find(({ number }) => number === bar);
    if (!found || (found === this.bars[0] && part === 0)) return 0;
    return found.onset + part * (found.end - found.onset);
  }
}

export async function fetchTimeline(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.detail ?? told.title);
  return new Timeline(told);
}

// What a player shows and what is pressed in it.

const PATIENCE_MS = 200;
// Until a slider rests: every sound on its way would be made by the server.

export function bindControls(player) {
  const { element, audio } = player;
  const one = (name) => element.querySelector(`[data-${name}]`);
  audio.controls = false;
  audio.hidden = true;
  if (one("controls")) one("controls").hidden = false;
  one("play")?.addEventListener("click", () => player.toggle());
  one("stop")?.addEventListener("click", () => player.stop());
  one("volume")?.addEventListener("input", ({ target }) => {
    audio.volume = target.value / 100;
  });
  bindSettings(player);
  bindWarming(player);
  bindSeeking(player, one("seek"));
  showState(player, one);
  bindLockScreen(player);
}

function bindSettings(player) {
  let waiting = null;
  for (const field of player.element.querySelectorAll("[data-setting]")) {
    const { setting } = field.dataset;
    const shown = player.element.querySelector(`[data-shows="${setting}"]`);
    field.addEventListener("input", () => {
      if (shown) shown.textContent = `${field.value} %`;
      if (!field.checkValidity()) return;
      clearTimeout(waiting);
      const wait = field.type === "checkbox" || field.localName === "select" ? 0 : PATIENCE_MS;
      waiting = setTimeout(() => player.set(chosen(player.element)), wait);
    });
  }
  player.settings = chosen(player.element);
  player.audio.loop = Boolean(player.settings.loop);
}

function chosen(element) {
  const settings = {};
  for (const field of element.querySelectorAll("[data-setting]")) {
    const { setting } = field.dataset;
    if (field.type === "checkbox") settings[setting] = field.checked;
    else if (field.checkValidity()) settings[setting] = field.value;
  }
  const { from, to } = settings;
  if (from && to && Number(from) > Number(to)) [settings.from, settings.to] = [to, from];
  return settings;
}

// A player that may be is ready from the beginning, any other when it is aimed at.
function bindWarming(player) {
  const { element } = player;
  if ("warm" in element.dataset) player.warm();
  for (const aim of ["pointerenter", "focusin"]) {
    element.addEventListener(aim, () => player.warm(), { once: true });
  }
}

function bindSeeking(player, slider) {
  if (!slider) return;
  slider.addEventListener("input", () => {
    player.alone = null;
    player.audio.currentTime = Number(slider.value);
  });
  player.element.addEventListener("player:frame", () => {
    const { timeline, audio } = player;
    slider.max = timeline.round;
    slider.value = timeline.within(audio.currentTime);
    slider.setAttribute("aria-valuetext", said(slider, player));
  });
}

function showState(player, one) {
  const { element } = player;
  element.addEventListener("player:change", () => {
    if (player.playing && "failed" in element.dataset) {
      delete element.dataset.failed;
      if (one("said")) one("said").textContent = "";
    }
    const play = one("play");
    if (play) play.setAttribute("aria-label", player.playing ? play.dataset.pause : play.dataset.play);
  });
  element.addEventListener("player:frame", () => {
    const place = one("place");
    if (place) place.textContent = said(place, player);
  });
  element.addEventListener("player:step", ({ detail }) => {
    const status = one("said");
    if (status) status.textContent = filled(status.dataset.words, detail);
  });
  element.addEventListener("player:fail", () => {
    const status = one("said");
    if (status) status.textContent = status.dataset.failed;
    element.toggleAttribute("data-failed", true);
  });
}

function said({ dataset }, { timeline, audio, place }) {
  if (audio.currentTime < timeline.begin) return dataset.counting ?? "";
  return filled(dataset.words, { bar: place.bar });
}

function filled(words, values) {
  return (words ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function bindLockScreen(player) {
  const session = navigator.mediaSession;
  if (!session) return;
  player.audio.addEventListener("play", () => {
    session.metadata = new MediaMetadata({ title: player.element.dataset.title, artist: "Mélodie" });
    session.setActionHandler("play", () => player.play());
    session.setActionHandler("pause", () => player.pause());
    session.setActionHandler("stop", () => player.stop());
  });
}

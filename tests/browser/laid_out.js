// Tells what of a page is wider than the window, beyond its edges, cut, or over something else,
// and which ids are not those of one element.
() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const flaws = scrollWidth > clientWidth ? [`${scrollWidth} wide`] : [];

  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  flaws.push(...ids.filter((id, number) => ids.indexOf(id) < number).map((id) => `#${id} twice`));

  const named = ({ localName, className, textContent }) =>
    `<${localName} ${className}> ${textContent.trim().slice(0, 30)}`;

  const clipped = (it) => {
    const { clip, clipPath } = getComputedStyle(it);
    return clip !== "auto" || clipPath !== "none" || (it.parentElement && clipped(it.parentElement));
  };

  const seen = (it) =>
    it.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !clipped(it);

  // What stays in its place while the page moves below it, and what unfolds over the page.
  const layer = (it) => {
    if (!it) return null;
    const { position, zIndex } = getComputedStyle(it);
    const above = position === "absolute" && zIndex !== "auto";
    return above || /fixed|sticky/.test(position) ? it : layer(it.parentElement);
  };

  const cut = (it) =>
    it.clientWidth > 0 && it.scrollWidth > it.clientWidth + 1 && !it.matches("select, input")
    && (getComputedStyle(it).overflowX !== "visible" || it.matches("button, .btn, summary"));

  const places = [];
  // Lines of text may touch: `shrink` is what is left out of a box above and below.
  const put = (it, rects, shrink) => {
    const on = layer(it);
    for (const { left, right, top, bottom, height, width } of rects) {
      if (width < 2 || height < 2) continue;
      const less = 1 + shrink * height;
      places.push({ it, on, left: left + 1, right: right - 1, top: top + less, bottom: bottom - less });
    }
  };

  for (const it of document.body.querySelectorAll("*:not(svg *)")) {
    if (!seen(it)) continue;
    const { left, right } = it.getBoundingClientRect();
    if (left < right && (left < -1 || right > clientWidth + 1)) flaws.push(`beyond: ${named(it)}`);
    if (cut(it)) flaws.push(`cut: ${named(it)}`);
    if (it.matches("a, button, input, select, textarea, summary")) put(it, it.getClientRects(), 0);
    for (const text of it.matches("select, option") ? [] : it.childNodes) {
      if (text.nodeType !== Node.TEXT_NODE || !text.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      put(it, range.getClientRects(), 0.25);
    }
  }

  places.sort((one, other) => one.top - other.top);
  for (const [number, one] of places.entries()) {
    for (const other of places.slice(number + 1)) {
      if (other.top >= one.bottom) break;
      const beside = other.left >= one.right || one.left >= other.right;
      const within = one.it.contains(other.it) || other.it.contains(one.it);
      if (one.on !== other.on || beside || within) continue;
      flaws.push(`over each other: ${named(one.it)} | ${named(other.it)}`);
    }
  }
  return flaws;
}

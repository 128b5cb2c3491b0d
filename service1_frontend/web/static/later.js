// Brings a picture that was not sent with the page, since the window was not as narrow.
//
// It stands in the same page when that is asked for with the picture, and becomes part of this
// one as soon as its place is seen; "picture:shown" is sent to the document then. Until then, and
// where it does not come, an <img> shows the same.

export function bringLater(root) {
  for (const place of root.querySelectorAll("[data-later]")) {
    const watch = new ResizeObserver(() => {
      if (!place.getClientRects().length) return;
      watch.disconnect();
      bring(place).catch(() => {});
    });
    watch.observe(place);
  }
}

async function bring(place) {
  const { later, picture } = place.dataset;
  const answer = await fetch(later, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById(picture);
  if (!found) return;
  place.replaceChildren(found);
  document.dispatchEvent(new Event("picture:shown"));
}

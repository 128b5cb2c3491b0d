// Work that goes on is followed.

const PAUSE_MS = 1000;

const progress = document.querySelector("[data-progress]");
if (progress?.dataset.progress === "on") setTimeout(follow, PAUSE_MS);

// Shows what the page would say if it were opened now, until the work is done.
async function follow() {
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-progress]");
    if (now) {
      progress.replaceChildren(...now.childNodes);
      progress.dataset.progress = now.dataset.progress;
    }
  } catch {
    // The connection was lost; the next question may get through.
  }
  if (progress.dataset.progress === "on") setTimeout(follow, PAUSE_MS);
}

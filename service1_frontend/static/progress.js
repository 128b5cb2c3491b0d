// Says on the pressed button, and to screen readers, that a melody is being made.

const PATIENCE_MS = 10_000;

export function showProgress(root) {
  for (const form of root.querySelectorAll("form[data-composes]")) {
    const button = form.querySelector(".compose");
    const rest = () => stop(form, button);
    form.addEventListener("submit", (event) => {
      if (button.ariaBusy === "true") event.preventDefault();
      else start(form, button);
    });
    // A page that comes back from the browser's memory must not look busy.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) rest();
    });
    whenGivenUp(form, button, rest);
  }
}

// Calls back when the answer will not come, because the visitor stopped waiting for it.
function whenGivenUp(form, button, callBack) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.ariaBusy !== "true") return;
    window.stop();
    callBack();
  });
  if (window.navigation) window.navigation.addEventListener("navigateerror", callBack);
  // Other browsers don't tell of their Stop button: let the next press through after a while.
  else form.addEventListener("submit", () => setTimeout(callBack, PATIENCE_MS));
}

function start(form, button) {
  const label = button.querySelector("[data-label]");
  const status = form.querySelector("[data-status]");
  button.dataset.restLabel = label.textContent;
  button.ariaBusy = "true";
  label.textContent = button.dataset.busyLabel;
  status.textContent = status.dataset.status;
}

function stop(form, button) {
  if (button.ariaBusy !== "true") return;
  button.ariaBusy = "false";
  button.querySelector("[data-label]").textContent = button.dataset.restLabel;
  form.querySelector("[data-status]").textContent = "";
}

// Says on the pressed button, and to screen readers, that a melody is being made.

const PATIENCE_MS = 10_000;

export function showProgress(root) {
  for (const form of root.querySelectorAll("form[data-composes]")) {
    const rest = () => stop(form);
    form.addEventListener("submit", (event) => {
      const pressed = event.submitter ?? form.querySelector(".compose");
      if (!pressed.matches(".compose")) return; // it is for something else
      if (busy(form)) event.preventDefault();
      else start(form, pressed);
    });
    // A page that comes back from the browser's memory must not look busy.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) rest();
    });
    whenGivenUp(form, rest);
  }
}

// Returns the button that was pressed and waits for its answer, if any.
function busy(form) {
  return [...form.elements].find((one) => one.matches('.compose[aria-busy="true"]'));
}

// Calls back when the answer will not come, because the visitor stopped waiting for it.
function whenGivenUp(form, callBack) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !busy(form)) return;
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

function stop(form) {
  const button = busy(form);
  if (!button) return;
  button.ariaBusy = "false";
  button.querySelector("[data-label]").textContent = button.dataset.restLabel;
  form.querySelector("[data-status]").textContent = "";
}

// Says on the pressed button, and to screen readers, that a melody is being made.

export function showProgress(root) {
  for (const form of root.querySelectorAll("form[data-composes]")) {
    const button = form.querySelector(".compose");
    form.addEventListener("submit", (event) => {
      if (button.ariaBusy === "true") event.preventDefault();
      else start(form, button);
    });
    // A page that comes back from the browser's memory must not look busy.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) stop(form, button);
    });
  }
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

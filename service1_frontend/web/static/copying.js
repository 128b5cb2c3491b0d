// Offers to copy an address where the browser lets a page do so.

const REMINDER_MS = 2500;

export function offerCopying(root) {
  // Browsers give the clipboard only to pages that came over TLS or from this machine.
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copies]")) {
    const field = root.getElementById(button.dataset.copies);
    const status = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", () => copy(field, button, status));
  }
}

async function copy(field, button, status) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(field.value);
    status.textContent = button.dataset.copiedStatus;
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = label;
      status.textContent = "";
    }, REMINDER_MS);
  } catch {
    field.select();
    status.textContent = button.dataset.selectedStatus;
  }
}

// Puts what is wrong with a setting beside its field, as a page that the server sends has it.

export function showFaults(form, page) {
  for (const old of form.querySelectorAll(".field-error")) forget(form, old);
  const faults = [...page.querySelectorAll("form[data-rolls] .field-error")];
  for (const fault of faults) place(form, fault);
  return faults.map((fault) => `${labelOf(page, fault)}: ${fault.textContent}`).join(" ");
}

function fieldOf(root, fault) {
  return root.querySelector(`#${CSS.escape(fault.id.replace(/-error$/, ""))}`);
}

function labelOf(page, fault) {
  return page.querySelector(`label[for="${fault.id.replace(/-error$/, "")}"]`).textContent;
}

function forget(form, fault) {
  const field = fieldOf(form, fault);
  field.ariaInvalid = "false";
  const told = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== fault.id);
  field.setAttribute("aria-describedby", told.join(" "));
  fault.remove();
}

function place(form, fault) {
  const field = fieldOf(form, fault);
  if (!field) return;
  field.ariaInvalid = "true";
  const told = field.getAttribute("aria-describedby");
  field.setAttribute("aria-describedby", told ? `${fault.id} ${told}` : fault.id);
  const whole = field.closest("[class^=col]");
  whole.insertBefore(document.adoptNode(fault), whole.querySelector(".form-text"));
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

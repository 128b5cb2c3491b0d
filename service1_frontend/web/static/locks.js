// Takes the locked bars along: into links and forms with `data-takes-locks`, and the address.

const LOCKED = "locked";
const NONE = [""];

// `locked` gives the numbers of the bars; what is returned is to be called when they have changed.
export function takeLocksAlong(locked) {
  const named = () => {
    const numbers = locked();
    return numbers.length ? numbers : NONE;
  };

  // Forms of what is shown later send them too.
  document.addEventListener("formdata", ({ target, formData }) => {
    if (!target.matches("[data-takes-locks]")) return;
    formData.delete(LOCKED);
    for (const number of named()) formData.append(LOCKED, number);
  });

  return () => {
    for (const link of document.querySelectorAll("a[data-takes-locks]")) {
      link.href = withLocks(link.href, named());
    }
    history.replaceState(null, "", withLocks(location.href, named()));
  };
}

function withLocks(address, numbers) {
  const url = new URL(address);
  url.searchParams.delete(LOCKED);
  for (const number of numbers) url.searchParams.append(LOCKED, number);
  return url;
}

// Single keys in lists: / J K X Enter, and ? for their list. Off where the reader switched them off (no data-keys on the body).
const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => document.querySelector("[data-row].focus-row");

function typing(target) {
  return target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog, [popover]");
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const now = current();
  const next = all[Math.min(all.length - 1, Math.max(0, now ? all.indexOf(now) + step : 0))];
  now?.classList.remove("focus-row");
  next.classList.add("focus-row");
  next.querySelector("[data-open], a")?.focus();
  next.scrollIntoView({ block: "nearest" });
}

function neighbour(rel) {
  document.querySelector(`.topbar a[rel="${rel}"]`)?.click();
}

const acts = {
  j: () => (rows().length ? move(1) : neighbour("next")),
  k: () => (rows().length ? move(-1) : neighbour("prev")),
  x: () => current()?.querySelector(".check")?.click(),
  "/": () => document.querySelector("[data-list-search]")?.focus(),
  "?": () => document.getElementById("shortcuts")?.showModal(),
  Escape: () => document.querySelector(".bulk [type=reset]")?.click(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const act = acts[event.key];
  if (!act) return;
  if (event.key !== "Escape") event.preventDefault();
  act();
}

export function start() {
  const button = document.querySelector("[data-shortcuts]");
  const dialog = document.getElementById("shortcuts");
  if (button && dialog) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }
  if (document.body.dataset.keys !== undefined) document.addEventListener("keydown", onKey);
}

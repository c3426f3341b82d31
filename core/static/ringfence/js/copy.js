// Copies the whole value of a shortened hash or identifier.
import { announce, whenever } from "./reveal.js";

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    return;
  }
  button.dataset.copied = "";
  announce(button.dataset.done);
  setTimeout(() => delete button.dataset.copied, 2000);
}

export function start() {
  if (!navigator.clipboard) return;
  whenever("[data-copy]", (button) => (button.hidden = false));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
}

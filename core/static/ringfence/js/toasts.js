// Messages after an act: a way to close them, and they leave by themselves unless they offer something to press.
import { whenever } from "./reveal.js";

const LASTS = 8000; // milliseconds; one with Undo stays

function arm(toast) {
  const close = toast.querySelector("[data-close]");
  if (!close || !close.hidden) return;
  close.hidden = false;
  close.addEventListener("click", () => toast.remove());
  if (toast.querySelector("form")) return;
  let timer = setTimeout(() => toast.remove(), LASTS);
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => (timer = setTimeout(() => toast.remove(), LASTS)));
}

export function start() {
  whenever("[data-toast]", arm);
}

// After a part of the page was swapped: say how many, keep the focus, and show what a failed request said.
import { announce } from "./reveal.js";

function settle() {
  const count = document.querySelector("[data-announce]");
  if (count) announce(count.textContent.trim());
  if (document.activeElement === document.body) document.querySelector("main [tabindex='-1'], #main")?.focus({ preventScroll: true });
}

function failed(event) {
  const answer = event.detail?.ctx?.response;
  const words = document.getElementById("failed-words");
  if (!words || (answer && answer.status < 500)) return; // below 500 the answer itself is shown
  const toast = words.content.firstElementChild.cloneNode(true);
  toast.querySelector("[data-reference]").textContent = answer?.headers?.get("X-Request-Id") ?? "";
  document.getElementById("toasts")?.append(toast);
}

export function start() {
  document.addEventListener("htmx:after:swap", settle);
  document.addEventListener("htmx:error", failed);
  document.addEventListener("htmx:response:error", failed);
}

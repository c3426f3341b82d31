// A second press of a button does nothing, the error summary gets the focus, and controls that need script appear.
import { whenever } from "./reveal.js";

function once(event) {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent !== undefined) return event.preventDefault();
  form.dataset.sent = "";
  form.setAttribute("aria-busy", "true");
}

function again() {
  document.querySelectorAll("[data-once][data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
}

export function start() {
  document.addEventListener("submit", once);
  addEventListener("pageshow", again); // back from the next page: the form may be sent anew
  whenever("[data-with-script]", (element) => (element.hidden = false));
  whenever("[data-print]", (element) => element.addEventListener("click", () => print()));
  document.getElementById("error-summary")?.focus();
}

// A file may be dropped on its box as well; the real file input stays in it.
import { whenever } from "./reveal.js";

function arm(box) {
  const input = box.querySelector("input[type=file]");
  if (!input || box.dataset.armed !== undefined) return;
  box.dataset.armed = "";
  box.querySelector("[data-drop-words]").hidden = false;
  for (const name of ["dragover", "dragleave", "drop"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.toggleAttribute("data-over", name === "dragover");
    });
  }
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

export function start() {
  whenever("[data-drop]", arm);
}

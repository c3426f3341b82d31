// Selecting rows: the whole page at once, and a count that is said.
import { whenever } from "./reveal.js";

const boxes = (list) => [...list.querySelectorAll("tbody .check")];

function tell(list) {
  const chosen = boxes(list).filter((box) => box.checked);
  boxes(list).forEach((box) => box.closest("tr").setAttribute("aria-selected", String(box.checked)));
  const all = list.querySelector("[data-select-all]");
  if (all) {
    all.checked = chosen.length > 0 && chosen.length === boxes(list).length;
    all.indeterminate = chosen.length > 0 && !all.checked;
  }
  const words = list.closest(".list")?.querySelector("[data-selected]");
  if (words) words.textContent = words.dataset.words.replace("%s", chosen.length);
}

function onChange(event) {
  const list = event.target.closest("[data-list]");
  if (!list || !event.target.matches(".check")) return;
  if (event.target.matches("[data-select-all]")) boxes(list).forEach((box) => (box.checked = event.target.checked));
  tell(list);
}

export function start() {
  document.addEventListener("change", onChange);
  document.addEventListener("reset", (event) => {
    const list = event.target.closest(".list")?.querySelector("[data-list]");
    if (!list) return;
    event.preventDefault(); // "Clear" empties the selection; a plain reset would bring back what the server had chosen
    boxes(list).forEach((box) => (box.checked = false));
    tell(list);
  });
  whenever("[data-list]", (list) => boxes(list).length && tell(list));
}

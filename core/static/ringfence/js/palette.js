// Ctrl or Cmd K: records, then actions, then the full search. The button is a link to the full search without script.
let dialog, box, results, waiting, asked = 0;

const options = () => [...results.querySelectorAll('[role="option"]')];
const chosen = () => options().find((option) => option.getAttribute("aria-selected") === "true");

function choose(option) {
  options().forEach((other, number) => {
    other.id ||= `palette-${number}`;
    other.setAttribute("aria-selected", String(other === option));
  });
  if (option) box.setAttribute("aria-activedescendant", option.id);
  else box.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

async function look() {
  const question = ++asked;
  const answer = await fetch(`${dialog.dataset.url}?q=${encodeURIComponent(box.value)}`, { headers: { "HX-Request": "true" } });
  if (question !== asked) return; // an older answer came late
  if (answer.status === 401 || answer.redirected) return location.reload();
  if (!answer.ok) return;
  results.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
  box.setAttribute("aria-expanded", String(options().length > 0));
  choose(options()[0]);
}

function open(event) {
  event?.preventDefault();
  dialog.showModal();
  box.select();
  look();
}

function onKey(event) {
  const all = options();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && all.length) {
    event.preventDefault();
    choose(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
  }
  if (event.key === "Enter" && chosen()) {
    event.preventDefault();
    location.assign(chosen().href);
  }
}

export function start() {
  dialog = document.getElementById("palette");
  if (!dialog) return;
  box = dialog.querySelector("input");
  results = document.getElementById("palette-results");
  document.querySelector("[data-palette]")?.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") open(event);
  });
  box.addEventListener("keydown", onKey);
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 120);
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

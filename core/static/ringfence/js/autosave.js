// Saves a long form while it is being filled in: <form data-autosave="/address/"> with an element [data-draft-state] for the words.
import { whenever } from "./reveal.js";

const PAUSE = 1200; // milliseconds after the last change

async function save(form) {
  const state = form.querySelector("[data-draft-state]");
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name); // files go with the whole form
  let answer;
  try {
    answer = await fetch(form.dataset.autosave, { method: "POST", body: data, headers: { "HX-Request": "true" } });
  } catch {
    answer = { ok: false };
  }
  if (!state) return;
  state.textContent = answer.ok ? await answer.text() : state.dataset.failed;
}

function arm(form) {
  if (form.dataset.armed !== undefined) return;
  form.dataset.armed = "";
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(form), PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => clearTimeout(timer));
}

export function start() {
  whenever("form[data-autosave]", arm);
}

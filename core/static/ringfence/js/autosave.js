// Saves a long form while it is being filled in: <form data-autosave="/address/">. The answer is a fragment; each of its
// [data-draft] parts takes the place of the part of that name in the form. Nothing that was typed is given up: a save that
// found no connection is tried again, and what was typed just before the page is left is sent on the way out.
import { whenever } from "./reveal.js";

const PAUSE = 800; // milliseconds after the last change
const AGAIN = 5000; // milliseconds after a save that did not get through

function written(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name); // files go with the whole form
  return data;
}

function send(form, keepalive) {
  return fetch(form.dataset.autosave, { method: "POST", body: written(form), headers: { "HX-Request": "true" }, keepalive });
}

function part(root, name) {
  return root.querySelector(`[data-draft="${name}"]`);
}

function say(form, reason) {
  const state = part(form, "state");
  if (state) state.textContent = state.dataset[reason];
}

async function show(form, answer) {
  if (answer.status === 401) return say(form, "signedOut");
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("[data-draft]");
  if (!fresh.length) return say(form, "refused");
  for (const each of fresh) {
    const old = part(form, each.dataset.draft);
    if (old?.matches("input")) old.value = each.value;
    else old?.replaceChildren(...each.childNodes);
  }
}

function arm(form) {
  if (form.dataset.armed !== undefined) return;
  form.dataset.armed = "";
  let timer, busy, waits;
  const soon = (delay) => {
    waits = true;
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  async function save() {
    if (busy) return soon(PAUSE);
    [busy, waits] = [true, false];
    try {
      const answer = await send(form, false);
      if (answer.status >= 500) throw new Error(answer.statusText);
      await show(form, answer);
    } catch {
      say(form, "failed");
      soon(AGAIN);
    }
    busy = false;
  }
  form.addEventListener("input", () => soon(PAUSE));
  form.addEventListener("change", () => soon(PAUSE / 4));
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    waits = false;
  });
  addEventListener("online", () => waits && soon(0));
  addEventListener("pagehide", () => waits && send(form, true).catch(() => {}));
}

export function start() {
  whenever("form[data-autosave]", arm);
}

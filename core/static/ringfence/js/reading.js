// Tells the server which parts of a text have been on the screen: <form data-reading> says where to, [data-text] holds the
// text. A part counts once the beginning and the end of each of its paragraphs stayed in view for a moment; what is scrolled
// past in a hurry does not. Without script the text can be read part by part on pages of their own.
import { whenever } from "./reveal.js";

const EVERY = 400; // milliseconds between two looks; what is in view in two of them stayed

function partsOf(text) {
  const found = new Map();
  let key = "opening";
  for (const block of text.querySelector(".paper-text")?.children ?? []) {
    if (block.matches("section[id]")) key = block.id;
    else if (key !== "opening") key = "closing";
    const lines = block.matches("section, div") ? [...block.children] : [block];
    found.set(key, [...(found.get(key) ?? []), ...lines.map((line) => ({ line, top: 0, bottom: 0 }))]);
  }
  return found;
}

function viewOf(text) {
  const frame = text.closest(".paper-frame")?.getBoundingClientRect();
  const bar = document.querySelector(".sign-bar")?.getBoundingClientRect();
  const bottom = bar && bar.bottom <= innerHeight + 1 ? Math.max(bar.top, 0) : innerHeight;
  return { top: Math.max(frame?.top ?? 0, 0), bottom: Math.min(frame?.bottom ?? bottom, bottom) };
}

// Each edge of the paragraph counts the looks in which it was in view.
function look(each, view) {
  const box = each.line.getBoundingClientRect();
  if (!box.height || each.line.checkVisibility?.() === false) return;
  const inView = (edge) => edge >= view.top - 1 && edge <= view.bottom + 1;
  if (each.top < 2) each.top = inView(box.top) ? each.top + 1 : 0;
  if (each.bottom < 2) each.bottom = inView(box.bottom) ? each.bottom + 1 : 0;
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const old of document.querySelectorAll("[data-reading-state]")) {
    const part = fresh.querySelector(`[data-reading-state="${old.dataset.readingState}"]`);
    if (part) old.replaceChildren(...part.childNodes);
  }
}

function arm(form) {
  const text = document.querySelector("[data-text]");
  if (!text || form.dataset.armed !== undefined) return;
  form.dataset.armed = "";
  const parts = partsOf(text);
  let waiting = [];
  let busy = false;
  const send = async () => {
    if (busy || !waiting.length) return;
    busy = true;
    const data = new FormData(form);
    for (const key of waiting) data.append("part", key);
    const sent = waiting;
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" } });
      if (answer.ok) show(await answer.text());
      else if (answer.status < 500) clearInterval(timer); // signed, withdrawn or signed out meanwhile: nothing to note
      if (answer.status < 500) waiting = waiting.filter((key) => !sent.includes(key));
    } catch {
      // no connection: the next look tries again
    }
    busy = false;
  };
  const timer = setInterval(() => {
    if (document.hidden) return;
    const view = viewOf(text);
    for (const [key, lines] of parts) {
      lines.forEach((each) => look(each, view));
      if (lines.every((each) => each.top >= 2 && each.bottom >= 2)) {
        waiting.push(key);
        parts.delete(key);
      }
    }
    send();
  }, EVERY);
}

export function start() {
  whenever("form[data-reading]", arm);
}

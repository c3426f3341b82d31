// Warns two minutes before the session ends by idleness, with a way to stay; another tab's use counts too. When it has
// ended the page says so and keeps what was typed: sending it leads to sign-in and back.
const WARN_BEFORE = 120_000; // milliseconds

export function start() {
  const dialog = document.getElementById("session-warning");
  const { idle, stay } = document.body.dataset;
  if (!dialog || !idle || !stay) return;
  const tabs = new BroadcastChannel("ringfence-session");
  const limit = Number(idle) * 1000;
  const ending = dialog.querySelector("[data-session-ending]");
  const ended = dialog.querySelector("[data-session-ended]");
  let used = Date.now();
  let timer;

  const show = (isOver) => {
    ending.hidden = isOver;
    ended.hidden = !isOver;
    if (!dialog.open) dialog.showModal();
  };
  // A machine that slept wakes with its timers late, so the clock decides and not the timer.
  const look = () => {
    clearTimeout(timer);
    const left = used + limit - Date.now();
    if (left <= 0) return show(true);
    if (left <= WARN_BEFORE) show(false);
    timer = setTimeout(look, left > WARN_BEFORE ? left - WARN_BEFORE : left);
  };
  const begin = () => {
    used = Date.now();
    dialog.close();
    look();
  };
  const tell = () => {
    begin();
    tabs.postMessage("used");
  };

  dialog.querySelector("[data-stay-signed-in]").addEventListener("click", async () => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await fetch(stay, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => null);
    if (answer?.status === 204) tell();
    else if (answer?.status === 401) show(true);
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  tabs.addEventListener("message", begin);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  document.addEventListener("htmx:after:request", (event) => event.detail?.ctx?.response?.status < 400 && tell());
  tabs.postMessage("used");
  look();
}

// Warns two minutes before the session ends by idleness, with a way to stay; another tab's use counts too.
const WARN_BEFORE = 120; // seconds

export function start() {
  const dialog = document.getElementById("session-warning");
  const { idle, stay } = document.body.dataset;
  if (!dialog || !idle || !stay) return;
  const tabs = new BroadcastChannel("ringfence-session");
  let timer;

  const begin = () => {
    clearTimeout(timer);
    timer = setTimeout(() => dialog.showModal(), Math.max(0, Number(idle) - WARN_BEFORE) * 1000);
  };
  const used = () => {
    dialog.close();
    begin();
    tabs.postMessage("used");
  };

  dialog.querySelector("[data-stay-signed-in]").addEventListener("click", async () => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await fetch(stay, { method: "POST", headers: { "X-CSRFToken": token } });
    if (answer.status === 204) used();
    else location.reload();
  });
  tabs.addEventListener("message", () => {
    dialog.close();
    begin();
  });
  document.addEventListener("htmx:after:request", used);
  tabs.postMessage("used");
  begin();
}

// Following a new notice marks it as read; without script its button does.

export function start() {
  document.querySelector("[data-inbox]")?.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-reads]");
    if (!link) return;
    const form = link.closest("li").querySelector("form");
    fetch(link.dataset.reads, { method: "POST", body: new FormData(form), keepalive: true, headers: { "X-Requested-With": "fetch" } });
  });
}

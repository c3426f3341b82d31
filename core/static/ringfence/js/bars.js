// A bar of links that is wider than the screen shows the link of this page.
export function start() {
  for (const here of document.querySelectorAll(".portal-nav [aria-current], .places [aria-current]")) {
    here.scrollIntoView({ block: "nearest", inline: "center" });
  }
}

// A bar of links that is wider than the screen shows the link of this page.
export function start() {
  document.querySelector(".portal-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
}

// Runs `each` on every element that matches, now and whenever a part of the page was swapped in.
export function whenever(selector, each) {
  const run = (root) => {
    if (root.matches?.(selector)) each(root);
    root.querySelectorAll?.(selector).forEach((element) => each(element));
  };
  run(document);
  document.addEventListener("htmx:after:swap", () => run(document));
}

// What is said to people by script comes from the page, translated: <template> texts or data attributes.
export function announce(text) {
  const place = document.getElementById("announcer");
  if (place) place.textContent = text;
}

// Levels are unfolded where no script runs; here they are folded, and unfold when a link leads there.
(() => {
  "use strict";
  const levels = [...document.querySelectorAll("details.level")];

  const reveal = (id) => {
    const found = id && document.getElementById(id);
    if (!found) return;
    for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    const level = found.matches("details.level > *") ? found.parentElement : null;
    const stop = level ? level.querySelector("summary") : found;
    stop.scrollIntoView({ block: "start" });
    stop.focus({ preventScroll: true });
  };
  const asked = () => decodeURIComponent(location.hash.slice(1));

  for (const level of levels) level.open = false;
  const buttons = document.querySelector(".folds");
  if (buttons && levels.length > 1) {
    buttons.hidden = false;
    buttons.addEventListener("click", (event) => {
      const which = event.target.dataset.folds;
      if (which) for (const level of levels) level.open = which === "open";
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    // After the browser has gone there by itself.
    if (link) setTimeout(() => reveal(decodeURIComponent(link.getAttribute("href").slice(1))));
  });
  addEventListener("hashchange", () => reveal(asked()));
  reveal(asked());
})();

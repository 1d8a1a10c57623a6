// Asks the server on this machine whether the file was saved, and shows what became of it.
(() => {
  "use strict";
  const said = document.getElementById("live");
  const shown = said.dataset.version;
  const follows = said.textContent;
  const unfolded = () => [...document.querySelectorAll("details[open] > [id]")].map((each) => each.id);

  const before = history.state && history.state.unfolded;
  if (before) {
    for (const id of before) {
      const found = document.getElementById(id);
      if (found) found.parentElement.open = true;
    }
    scrollTo(0, history.state.top);
    history.replaceState(null, "");
  }
  const ask = async () => {
    try {
      const answer = await fetch("/version", { cache: "no-store" });
      const version = answer.ok ? (await answer.text()).trim() : shown;
      if (version !== shown) {
        history.replaceState({ unfolded: unfolded(), top: scrollY }, "");
        location.reload();
        return;
      }
      if (said.textContent !== follows) said.textContent = follows;
    } catch {
      const gone = "No longer live: iopkit has been stopped. This is the last state of the file.";
      if (said.textContent !== gone) said.textContent = gone;
    }
    setTimeout(ask, 400);
  };
  ask();
})();

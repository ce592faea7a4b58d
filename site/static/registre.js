// What a page gains when scripts run: all words of a fact shown at once, all facts of a passage, and an identifier
// that can be copied. Without this file every link still works by its anchor.
"use strict";
(() => {
  const shown = "shown";
  const passages = (fact) =>
    [...document.querySelectorAll("a.m")].filter((one) => facts(one).includes(fact));
  const facts = (passage) =>
    passage.dataset.facts ? passage.dataset.facts.split(" ") : [passage.hash.slice(1)];
  const clear = () => document.querySelectorAll("." + shown).forEach((one) => one.classList.remove(shown));
  const show = (elements) => elements.forEach((one) => one && one.classList.add(shown));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const reveal = (element) =>
    element && element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });

  function showWords(fact) {
    clear();
    show(passages(fact));
    show([document.getElementById(fact)]);
  }

  function showFacts(passage) {
    clear();
    const names = facts(passage);
    show(names.map((name) => document.getElementById(name)));
    names.slice(0, 1).forEach((name) => show(passages(name)));
  }

  function follow(hash) {
    if (hash.startsWith("#words-")) showWords(hash.slice(7));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.m, a.w, a.more");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.hash);
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (link.classList.contains("m")) showFacts(link);
    else if (link.classList.contains("w")) follow(link.hash);
    else { clear(); show([target]); }
    reveal(target);
    if (target) {
      if (!target.matches("a, button")) target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
  addEventListener("popstate", () => { clear(); follow(location.hash); });
  follow(location.hash);

  // Modules and data are not loaded from a folder: what needs them says so.
  if (location.protocol === "file:")
    for (const note of document.querySelectorAll("[data-folder]")) note.textContent = note.dataset.folder;

  for (const code of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = code.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = code.dataset.copied;
    });
    code.after(button);
  }
})();

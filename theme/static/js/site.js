// What a reader gets on top of the page where scripts run; nothing on a page needs it.
"use strict";
(() => {
  const root = document.documentElement;
  const [LIGHT, DARK, COPIED, LINK, CITATION, NOT_COPIED, SHOWN] = document.currentScript.dataset.words.split("|");
  const each = (selector, work) => document.querySelectorAll(selector).forEach(work);

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);
  const say = (words) => { status.textContent = words; };

  // Light or dark, remembered; until then the system decides.
  each("[data-switch-theme]", (button) => button.addEventListener("click", () => {
    const dark = getComputedStyle(root).colorScheme === "dark"
      || (root.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not allowed to remember */ }
    say(dark ? LIGHT : DARK);
  }));

  // Copies words and says so on the element for a moment.
  const copy = async (words, element, said) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      return say(NOT_COPIED);
    }
    const before = element.dataset.label ??= element.textContent;
    element.textContent = COPIED;
    say(said);
    clearTimeout(element.timer);
    element.timer = setTimeout(() => { element.textContent = before; }, 1500);
  };
  each("[data-copy]", (button) => button.addEventListener("click", () => {
    copy(document.getElementById(button.dataset.copy).textContent, button, CITATION);
  }));
  each(".brief-permalink", (link) => link.addEventListener("click", () => copy(link.href, link, LINK)));

  // Shows the quotations that hold all the words typed, in themselves or in their speaker's name and role.
  each("[data-filter]", (field) => field.addEventListener("input", () => {
    const words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const has = (text) => words.every((word) => text.toLocaleLowerCase().includes(word));
    let shown = 0;
    each(".brief-speaker", (speaker) => {
      const name = speaker.querySelector("h3").textContent;
      let some = 0;
      speaker.querySelectorAll(".brief-quote, .brief-reported li").forEach((item) => {
        item.hidden = !has(`${name} ${item.textContent}`);
        some += !item.hidden;
      });
      speaker.querySelectorAll(".brief-reported").forEach((list) => {
        list.hidden = !list.querySelector("li:not([hidden])");
      });
      speaker.hidden = !some;
      shown += some;
    });
    say(SHOWN.replace("#", shown));
  }));
})();

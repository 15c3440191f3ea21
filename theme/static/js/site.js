// What a reader gets on top of the page where scripts run; nothing on a page needs it.
"use strict";
(() => {
  const root = document.documentElement;
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
    say(dark ? "Light colours" : "Dark colours");
  }));

  // Copies words and says so on the element for a moment.
  const copy = async (words, element, what) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      return say("The browser did not allow copying");
    }
    const before = element.dataset.label ??= element.textContent;
    element.textContent = "Copied";
    say(`${what} copied`);
    clearTimeout(element.timer);
    element.timer = setTimeout(() => { element.textContent = before; }, 1500);
  };
  each("[data-copy]", (button) => button.addEventListener("click", () => {
    copy(document.getElementById(button.dataset.copy).textContent, button, "Citation");
  }));
  each(".brief-permalink", (link) => link.addEventListener("click", () => copy(link.href, link, "Link")));

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
    say(`${shown} shown`);
  }));
})();

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

  // Marks what a story's page has got since the last visit: for who asks for it, remembered in this browser alone.
  each("[data-visits]", (line) => {
    const [FORGET, SINCE, NOTHING, NEW] = line.dataset.visits.split("|");
    const [button, told] = line.children;
    const REMEMBER = button.textContent;
    const place = `visits ${location.pathname}`;
    // A page that is opened again within the hour is the same visit.
    const HOUR = 3600000;

    // What the page shows, by where it stands in its briefing.
    const items = new Map();
    each(".brief-body :is(li, tr, figure) a[href]", (link) => {
      const name = link.pathname.split("/").at(-2) + link.hash;
      if (link.pathname !== location.pathname) items.set(name, [...items.get(name) ?? [], link.closest("li, tr, figure")]);
    });

    const read = () => { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } };
    const write = (visit) => {
      button.textContent = visit ? FORGET : REMEMBER;
      try {
        if (visit) localStorage.setItem(place, JSON.stringify(visit)); else localStorage.removeItem(place);
      } catch { /* not allowed to remember */ }
    };

    const mark = (known, since) => {
      const seen = new Set(known), found = new Set(), counts = new Map();
      items.forEach((elements, name) => { if (!seen.has(name)) elements.forEach((element) => found.add(element)); });
      found.forEach((element) => {
        const sign = document.createElement("b");
        sign.className = "brief-new";
        sign.textContent = NEW;
        (element.querySelector("td, h3, figcaption, :not(.brief-event--again) > .brief-event__when, .brief-event--again p + p") ?? element).prepend(sign, " ");
        const section = element.closest("section[id]");
        counts.set(section, (counts.get(section) ?? 0) + 1);
      });
      const day = new Date(since).toLocaleDateString(root.lang === "en" ? "en-GB" : root.lang, { dateStyle: "long" });
      told.textContent = (found.size ? SINCE : NOTHING).replace("#", day);
      counts.forEach((count, section) => {
        const link = document.createElement("a");
        link.href = `#${section.id}`;
        link.textContent = `${section.querySelector("h2").textContent} (${count})`;
        told.append(" ", link);
      });
    };

    const now = Date.now(), shown = [...items.keys()];
    const last = read();
    if (last) {
      const [known, since] = now - last.at > HOUR ? [last.shown, last.at] : [last.known, last.since];
      write({ shown, at: now, known, since });
      if (since) mark(known, since);
    }
    button.addEventListener("click", () => {
      told.textContent = "";
      each(".brief-new", (sign) => sign.remove());
      write(read() ? null : { shown, at: now, known: shown });
    });
  });
})();

// The search page: Pagefind is fetched when somebody searches, and not before.
"use strict";
(() => {
  const form = document.querySelector("[data-search]");
  const status = document.querySelector(".search__status");
  const list = document.querySelector(".search__found");
  const more = document.querySelector(".search__more");
  const filters = [...form.querySelectorAll("select")];
  const field = form.elements.q;
  const PAGE = 10, ITEMS = 3, AROUND = 12, NEAR = 5;
  // An item of a briefing, or a paragraph of its source: what a result can point at.
  const ITEM = /^(?:[a-z]-[0-9a-f]{6}(?:-\d+)?|p\d+)$/;
  let engine, latest = 0, found = [], shown = 0;

  const load = () => engine ??= import(new URL(form.dataset.search, document.baseURI)).then(async (pagefind) => {
    await pagefind.options({ baseUrl: new URL(form.dataset.root, document.baseURI).pathname });
    await pagefind.filters();
    return pagefind;
  });

  const element = (name, ...inside) => {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
  };
  const link = (address, ...inside) => Object.assign(element("a", ...inside), { href: address });

  // A word that was found, with as many of its letters marked as were typed: all where it is another form of them.
  const marked = (word, typed) => {
    const bare = word.replace(/^[^\p{L}\p{N}]+/u, ""), before = word.slice(0, word.length - bare.length);
    const letters = typed.find((part) => bare.toLowerCase().startsWith(part))?.length ?? bare.length;
    return [before, element("mark", bare.slice(0, letters)), bare.slice(letters)];
  };

  // The words of a page between two places, as many as fit around the first that was looked for, those marked.
  const excerpt = (words, places, start, end, typed) => {
    const from = Math.max(start, places[0] - AROUND), to = Math.min(end, places[0] + 2 * AROUND);
    const hits = new Set(places);
    const made = [from > start ? "… " : ""];
    for (let at = from; at < to; at++) made.push(...(hits.has(at) ? marked(words[at], typed) : [words[at]]), " ");
    return [...made, to < end ? "…" : ""];
  };

  const letters = (words) => words.join("").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  // What of a page holds the words: its items, those with most of them first; of two that share a sentence the first.
  const items = (page, typed) => {
    const words = page.raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split(/\s+/);
    const anchors = page.anchors.filter((anchor) => ITEM.test(anchor.id)).sort((a, b) => a.location - b.location);
    const groups = new Map();
    for (const { location, balanced_score: score } of page.weighted_locations) {
      const at = anchors.findLastIndex((anchor) => anchor.location <= location);
      if (!groups.has(at)) groups.set(at, { at, score: 0, places: [] });
      const group = groups.get(at);
      group.score += score;
      group.places.push(location);
    }
    const seen = [];
    return [...groups.values()].filter(({ at }) => at >= 0).sort((a, b) => b.score - a.score)
      .map(({ at, places }) => ({ at, places, start: anchors[at].location, end: anchors[at + 1]?.location ?? words.length }))
      .filter(({ places: [first], start, end }) => {
        const around = [words.slice(Math.max(start, first - NEAR + 1), first + 1), words.slice(first, Math.min(end, first + NEAR))];
        const told = around.filter((some) => some.length > 2).map(letters);
        const again = seen.some((other) => told.some((some) => other.includes(some)));
        return !again && seen.push(letters(words.slice(start, end)));
      })
      .slice(0, ITEMS)
      .map(({ at, places, start, end }) => link(`${page.url}#${anchors[at].id}`, ...excerpt(words, places, start, end, typed)));
  };

  const typed = () => field.value.toLowerCase().split(/\s+/).filter(Boolean);

  const entry = (page) => {
    const made = element("li", element("h2", link(page.url, page.meta.title)));
    made.className = "entry";
    if (page.meta.date) made.append(element("small", page.meta.date));
    const inside = items(page, typed());
    if (inside.length) made.append(element("ul", ...inside.map((item) => element("li", item))));
    return made;
  };

  const show = async (turn) => {
    const pages = await Promise.all(found.slice(shown, shown + PAGE).map((result) => result.data()));
    if (turn !== latest) return;
    list.append(...pages.map(entry));
    shown += pages.length;
    more.hidden = shown >= found.length;
  };

  // Offers what the found pages can be narrowed down by, years newest first, all else by its number of pages.
  const offer = (counts) => filters.forEach((select) => {
    const order = select.name === "year" ? ([a], [b]) => b - a : ([a, n], [b, m]) => m - n || a.localeCompare(b);
    const chosen = select.value;
    const values = Object.entries(counts[select.name] ?? {}).filter(([value, n]) => n || value === chosen).sort(order);
    select.replaceChildren(select.options[0], ...values.map(([value, n]) => new Option(`${value} (${n})`, value)));
    select.value = chosen;
    select.disabled = !values.length;
  });

  const search = async () => {
    const turn = ++latest;
    const words = field.value.trim();
    const chosen = Object.fromEntries(filters.filter(({ value }) => value).map(({ name, value }) => [name, value]));
    const query = new URLSearchParams({ ...(words && { q: words }), ...chosen }).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    try {
      const pagefind = await load();
      const some = words || query;
      const answer = await pagefind.search(words || null, { filters: chosen });
      if (turn !== latest) return;
      list.replaceChildren();
      [found, shown] = [some ? answer.results : [], 0];
      offer(answer.totalFilters);
      await show(turn);
      if (turn !== latest) return;
      const told = found.length ? status.dataset.found.replace("#", found.length) : status.dataset.none;
      status.textContent = some ? told : "";
    } catch {
      engine = undefined;
      status.textContent = status.dataset.failed;
    }
  };

  let timer;
  const soon = () => { clearTimeout(timer); timer = setTimeout(search, 150); };
  field.addEventListener("input", soon);
  field.addEventListener("focus", () => load().catch(() => {}), { once: true });
  filters.forEach((select) => select.addEventListener("change", search));
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  more.addEventListener("click", async () => {
    const next = shown;
    await show(latest);
    list.children[next]?.querySelector("a").focus();
  });

  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") ?? "";
  filters.forEach((select) => {
    const value = asked.get(select.name);
    if (!value) return;
    select.append(new Option(value, value));
    select.value = value;
  });
  if (asked.size) search();
})();

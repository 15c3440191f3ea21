// Editing in the preview: a control at each item, forms for corrections, and the changes sent to the sidecar.
(() => {
  const { base, token } = document.currentScript.dataset;
  const endpoint = new URL("edit", document.currentScript.src);
  const path = decodeURI(location.pathname).replace(base, "");
  const focused = `briefing-preview focus ${token} ${path}`;
  const KINDS = { q: "quotation", e: "event", f: "fact", n: "figure", u: "unknown" };
  const TEXTS = { note: "Your note, in your own words", hide: "Words of the item to hide" };
  let state, selected = "";

  // An element with attributes, properties and children; text is only ever set as text.
  const make = (tag, given = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (name in made && typeof value !== "string") made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  };

  const request = async (method, url, body) => {
    const headers = { "X-Briefing-Token": token };
    if (body) headers["Content-Type"] = "application/json";
    const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
    const told = await answer.json().catch(() => ({ error: `the preview answered ${answer.status}` }));
    if (!answer.ok) throw Object.assign(new Error(told.error), { status: answer.status });
    return told;
  };
  const told = () => {
    const url = new URL(endpoint);
    url.searchParams.set("page", path);
    return request("GET", url);
  };
  const load = async () => {
    state = await told();
  };
  let saving = false;
  // Makes changes, and keeps in mind what has the focus when the page comes back.
  const save = async (changes, item, mark) => {
    saving = true;
    try {
      let round;
      for (const change of changes) {
        const answer = await request("POST", endpoint, { page: path, version: state.version, ...change });
        state.version = answer.version;
        round = answer.round;
      }
      remember(item, { mark, round });
    } finally {
      saving = false;
      dispatchEvent(new Event("briefing-saved"));
    }
  };

  // What has the focus when the page comes back: an item's control or its mark or, where the item is gone, that of the
  // one behind it; until the round is shown that has the change.
  const remember = (item, { mark = false, round = 0 } = {}) => {
    const names = [...document.querySelectorAll("[data-item]")].map((one) => one.dataset.item);
    const at = names.indexOf(item);
    const order = at < 0 ? [] : [...names.slice(at), ...names.slice(0, at).reverse()];
    sessionStorage.setItem(focused, JSON.stringify({ order, mark, round }));
  };
  addEventListener("briefing-reload", (event) => {
    if (saving) event.preventDefault();
    const at = document.activeElement, mark = at.matches("[data-check]");
    const item = mark ? at.previousSibling.dataset.item : at.dataset.item;
    if (item && !sessionStorage.getItem(focused)) remember(item, { mark });
  });

  const status = make("p", { role: "status" });
  const dialog = make("dialog", { class: "briefing-desk", "aria-labelledby": "briefing-desk-title" });
  // The page is the same, but its controls show what the sidecar says.
  const compare = async () => {
    if (saving) addEventListener("briefing-saved", compare, { once: true });
    else if (state) {
      const awaited = JSON.parse(sessionStorage.getItem(focused))?.round;
      if (awaited || (await told()).version !== state.version) dispatchEvent(new Event("briefing-stale"));
    }
  };
  addEventListener("briefing-same", compare);

  // A form in the dialog; `collect` gives the changes that it stands for, by the button that was pressed.
  const open = (title, about, content, collect, item, label = "Save") => {
    const alert = make("p", { role: "alert" });
    const form = make(
      "form", {},
      make("h2", { id: "briefing-desk-title" }, title),
      ...(about ? [make("blockquote", {}, about)] : []),
      ...content,
      make("div", { class: "briefing-desk-end" },
        alert,
        ...(label ? [make("button", { type: "submit" }, label), " "] : []),
        make("button", { type: "button", onclick: () => dialog.close() }, "Close"),
      ),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = event.submitter;
      if (button) button.disabled = true;
      try {
        await save(collect(form, button), item);
        dialog.close("saved");
        status.textContent = `Saved in ${state.sidecar}. The page is being built.`;
        await load();
      } catch (error) {
        alert.textContent = error.message;
        if (error.status === 409) {
          const again = make("button", { type: "button", onclick: () => location.reload() }, "Load the page again");
          alert.append(" ", again);
        }
      }
      if (button) button.disabled = false;
    });
    dialog.replaceChildren(form);
    dialog.returnValue = "";
    if (!dialog.open) dialog.showModal();
    form.querySelector("input, select, textarea, button")?.focus();
  };

  // What is to be typed, by the field or its form.
  const HINTS = {
    day: "2024-08-13", date: "2024-08-13, 2024-08 or 2024", coordinates: "39.42, -9.51",
    speaker: "a name, or words of the text", same_as: "the other name, which stays", country: "its code, such as PT",
    words: "words of the text", slot: "the question that it answers", reason: "only for what the text does not say: how you know it",
    published: "2024-08-13 or 2024-08-13T18:05:00+01:00", licence: "as CC-BY-4.0, or own", tags: "parted by commas",
    hidden_until: "until then nobody sees it", story: "the last part of the story’s address",
    slug: "the last part of the page’s address; a new one moves the page", language: "as en",
  };
  // What the fields are called, where that is not their key in the sidecar.
  const LABELS = {
    words: "Words to show", slot: "Question", modality: "Reported, said or planned", value: "Number", wrong: "What was wrong",
    right: "What is right", coordinates: "Latitude and longitude", url: "Address of the original",
  };
  const called = (key) => LABELS[key] || `${key[0].toUpperCase()}${key.slice(1).replaceAll("_", " ")}`;
  const field = (key, { form = "text", choices = [], value = "", label = called(key), now = "" } = {}) => {
    const input = form === "choice"
      ? make("select", { name: key }, ...["", ...choices].map((one) => make("option", { value: one }, one || "not said")))
      : make(form === "long" ? "textarea" : "input", { name: key, autocomplete: "off" });
    input.value = value;
    // What holds without it: of the article itself, its header or its name.
    if (now && !choices.length) input.placeholder = now;
    input.dataset.before = value;
    const hint = HINTS[key] || HINTS[form];
    return make("label", {}, make("span", {}, label), input, ...(hint ? [make("small", {}, hint)] : []));
  };
  const fieldsOf = (table, now = {}) => state.tables[table].fields.map((one) => field(one.key, { ...one, value: now[one.key] || "" }));
  // What was typed, without what the form was filled with.
  const changed = (form) => [...form.querySelectorAll("[data-before]")].filter((one) => one.value !== one.dataset.before);
  const values = (form, emptied = false) => {
    const told = changed(form);
    if (!told.length) throw new Error("Nothing was changed yet.");
    return Object.fromEntries(told.filter((one) => one.value || emptied).map((one) => [one.name, one.value]));
  };

  // An item of the page: correct, hide, note, or another place in the box.
  const facts = (part = document) => [...part.querySelectorAll(".brief-fact")].map((one) => one.id).filter((id) => state.items.includes(id));
  const moved = (item, by) => {
    const order = facts(), place = order.indexOf(item);
    order.splice(place, 1);
    order.splice(place + by, 0, item);
    // No more are named than it takes, and than were named before.
    return order.slice(0, Math.max(place + 1, place + by + 1, state.ordered));
  };
  const edit = (item, text) => {
    const kind = KINDS[item[0]];
    // A fact moves among the answers to its own question.
    const slot = document.getElementById(item)?.closest(".brief-slot");
    const answers = slot ? facts(slot) : [];
    const place = answers.indexOf(item);
    const doings = {
      correct: [`Correct the ${kind}`, fieldsOf(kind, state.now[item]), (form) => [{ table: kind, item, values: values(form) }]],
      hide: ["Hide it: it was read wrongly", [], () => [{ table: "hide", item }]],
      checked: ["Mark it as checked: it is right", [], () => [{ table: "checked", item }]],
      note: ["Write a note on it", [field("text", { form: "long", label: TEXTS.note })],
        (form) => [{ table: "note", item, values: values(form) }]],
    };
    // What an editor put in is named by its words.
    const put = state.added[item];
    if (put) {
      doings.correct[2] = (form) => [{ table: put.table, values: { add: put.add, ...values(form) } }];
      doings.hide = ["Take it off: you put it in", [], () => [{ remove: put.line }]];
      delete doings.checked;
      delete doings.note;
    }
    if (place > 0) doings.up = ["Move it up", [], () => [{ order: moved(item, -1) }]];
    if (place >= 0 && place < answers.length - 1) doings.down = ["Move it down", [], () => [{ order: moved(item, 1) }]];
    const part = make("div");
    const choice = make("select", { name: "doing" },
      ...Object.entries(doings).map(([value, [label]]) => make("option", { value }, label)));
    choice.addEventListener("change", () => part.replaceChildren(...doings[choice.value][1]));
    part.append(...doings.correct[1]);
    open(`Edit this ${kind}`, text, [make("label", {}, make("span", {}, "What to do"), choice), part],
      (form) => doings[choice.value][2](form), item);
  };
  const name = ({ kind, name: called, shown, now }, item) =>
    open(`Edit this ${kind}`, shown, fieldsOf(kind, now), (form) => [{ table: kind, values: { text: called, ...values(form) } }], item);

  // What belongs to the page.
  const add = () => {
    const part = make("div");
    const tables = Object.keys(state.tables).filter((table) => state.tables[table].adds);
    const choice = make("select", { name: "table" }, ...tables.map((table) => make("option", { value: table }, table)));
    choice.addEventListener("change", () => part.replaceChildren(...fieldsOf(choice.value)));
    part.append(...fieldsOf(tables[0]));
    const words = field("add", { form: "long", value: selected, label: "Words of the source, which stand in it once" });
    // They are new, whoever wrote them into the form.
    words.querySelector("textarea").dataset.before = "";
    open("Add an item", "", [
      words,
      make("label", {}, make("span", {}, "It is a"), choice), part,
    ], (form) => [{ table: choice.value, values: values(form) }]);
  };
  const own = (table, title) => () => {
    open(title, "", [
      ...(table === "note" ? [field("text", { form: "long", label: TEXTS.note })] : []), ...fieldsOf(table),
    ], (form) => [{ table, values: values(form) }]);
    // A correction is of today, unless somebody types another day.
    const day = dialog.querySelector("[name=date]");
    if (day) day.value = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };
  const details = () => open("Headline and details", "",
    Object.entries(state.keys).map(([key, { value, now, choices }]) => field(key, { value, now, choices, form: choices.length ? "choice" : "text" })),
    (form) => Object.entries(values(form, true)).map(([key, value]) => ({ key, value })));
  const made = () => open("Changes to this page", state.sidecar, [
    make("ul", {}, ...state.made.map(({ line, table, text, wrong }) => make("li", {},
      `Line ${line}, ${table}: ${text} `, ...(wrong ? [make("strong", {}, `${wrong} `)] : []),
      make("button", { type: "submit", value: String(line), "data-table": table, "aria-label": `Remove ${table}: ${text}` }, "Remove")))),
    ...(state.made.length ? [] : [make("p", {}, "Nothing was changed yet.")]),
  ], (form, button) => [button.dataset.table === "order" ? { order: [] } : { remove: Number(button.value) }], "", "");

  const control = (label, what, onclick) =>
    make("button", { type: "button", class: "briefing-desk-edit", "aria-label": `Edit ${what}`, onclick }, label);
  // The item is right: where the page comes back, the next one that is not checked yet has the focus.
  const check = async (item, mark) => {
    const open = [...document.querySelectorAll("[data-check]")];
    const next = open[open.indexOf(mark) + 1]?.previousSibling.dataset.item;
    mark.disabled = true;
    try {
      await save([{ table: "checked", item }], next, true);
      status.textContent = `Saved in ${state.sidecar}. The page is being built.`;
    } catch (error) {
      mark.disabled = false;
      status.textContent = error.message;
    }
  };
  const review = () => make("a", { href: `${base}_preview/review` }, "Review list");
  // The window's foot: what is wrong with the build stands above the bar.
  const foot = (...parts) => {
    const place = make("div", { class: "briefing-desk-foot" }, ...parts);
    const told = document.getElementById("briefing-preview");
    if (told) place.prepend(told);
    document.body.append(place);
    // What has the focus is scrolled to stand above it, however high it is.
    new ResizeObserver(() => { document.documentElement.style.scrollPaddingBlockEnd = `${place.offsetHeight + 8}px`; }).observe(place);
  };
  const decorate = () => {
    let shown = 0, right = 0;
    for (const item of [...state.items, ...Object.keys(state.added)]) {
      const place = document.getElementById(item);
      if (!place || place.querySelector(".briefing-desk-edit")) continue;
      // Of a fact that the bottom line says, the words in the line.
      const words = place.querySelector("[data-verbatim] [data-verbatim]") || place.querySelector("[data-verbatim]") || place;
      const text = words.textContent.trim();
      const button = control("Edit", `${KINDS[item[0]]}: ${text.slice(0, 60)}`, () => edit(item, text));
      button.dataset.item = item;
      (place.querySelector(".brief-links") || place).append(button);
      if (state.added[item]) continue;
      shown += 1;
      if (state.checked.includes(item)) {
        right += 1;
        continue;
      }
      const mark = make("button", {
        type: "button", class: "briefing-desk-edit", "data-check": "", "aria-label": `Mark as checked: ${text.slice(0, 60)}`,
        onclick: () => check(item, mark),
      }, "✓");
      button.after(mark);
    }
    for (const entry of document.querySelectorAll(".brief-entities li")) {
      const text = entry.querySelector("bdi")?.textContent;
      // The page writes a name of a dateline's capitals as readers do.
      const found = state.names.find((one) => one.shown.toLowerCase() === text?.trim().toLowerCase());
      if (!found) continue;
      const button = control("Edit", `${found.kind}: ${text}`, () => name(found, `name ${text}`));
      button.dataset.item = `name ${text}`;
      entry.append(" ", button);
    }
    const bar = make("section", { class: "briefing-desk-bar", "aria-label": "Editing" },
      make("button", { type: "button", onclick: add }, "Add an item"),
      make("button", { type: "button", onclick: own("note", "Write a note on the page") }, "Note"),
      make("button", { type: "button", onclick: own("correction", "Publish a correction") }, "Correction"),
      make("button", { type: "button", onclick: details }, "Details"),
      make("button", { type: "button", onclick: made }, `Changes (${state.made.length})`),
      review(),
      make("span", {}, `${right} of ${shown} items checked`),
      status);
    foot(bar, dialog);
    dispatchEvent(new Event("briefing-controls"));
    const last = sessionStorage.getItem(focused);
    if (last === null) return;
    const { order, mark, round } = JSON.parse(last);
    const done = Number(document.querySelector("script[data-site]").dataset.site) >= round;
    if (done) sessionStorage.removeItem(focused);
    if (round) status.textContent = done ? "The page shows the change." : "Saved. The page is being built.";
    const there = new Map([...document.querySelectorAll("[data-item]")].reverse().map((one) => [one.dataset.item, one]));
    const button = order.map((one) => there.get(one)).find(Boolean);
    const target = mark ? button?.nextElementSibling : button;
    (target || button || bar.querySelector("button")).focus({ preventScroll: !mark });
  };

  // A selection that begins or ends inside a word, with all of the word.
  const whole = (given) => {
    const range = given.cloneRange(), letter = /[\p{L}\p{N}]/u;
    const { startContainer: first, endContainer: last } = range;
    const inside = (node, place) => node.nodeType === Node.TEXT_NODE && letter.test(node.data[place - 1] || "") && letter.test(node.data[place] || "");
    while (inside(first, range.startOffset)) range.setStart(first, range.startOffset - 1);
    while (inside(last, range.endOffset)) range.setEnd(last, range.endOffset + 1);
    return range;
  };
  // What was selected last of the article, without the numbers of its paragraphs.
  document.addEventListener("selectionchange", () => {
    const found = getSelection();
    if (!found.rangeCount || found.isCollapsed || !found.anchorNode?.parentElement?.closest("article")) return;
    const part = whole(found.getRangeAt(0)).cloneContents();
    for (const number of part.querySelectorAll(".brief-source__number, .brief-links, .brief-gap")) number.remove();
    selected = part.textContent.replace(/\s+/g, " ").trim();
  });
  if (path === "_preview/review") return;
  load().then(decorate).catch((error) => {
    if (error.status !== 404) console.warn(`editing: ${error.message}`);
    foot(make("section", { class: "briefing-desk-bar", "aria-label": "Editing" }, review()));
  });
})();

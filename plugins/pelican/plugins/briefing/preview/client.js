// Reloads the page when it comes out otherwise, where it was scrolled to, and shows what is wrong until it is mended.
(() => {
  const script = document.currentScript;
  // As of a page that is in no site yet.
  let look = "look" in script.dataset;
  let site = Number(script.dataset.site);
  const base = new URL("../", script.src).pathname;
  const path = decodeURI(location.pathname.slice(base.length)).replace(/(^|\/)$/, "$1index.html");
  const place = `briefing-preview ${location.pathname}`;
  const last = sessionStorage.getItem(place);
  if (last !== null) {
    sessionStorage.removeItem(place);
    const { id, top, y } = JSON.parse(last);
    const restore = () => {
      const seen = document.getElementById(id);
      scrollBy({ top: seen ? seen.getBoundingClientRect().top - top : y - scrollY, behavior: "instant" });
    };
    addEventListener("load", restore);
    // The controls for editing make the page longer.
    addEventListener("briefing-controls", restore, { once: true });
  }
  const show = (problems) => {
    let box = document.getElementById("briefing-preview");
    if (!problems.length) {
      box?.remove();
      return;
    }
    if (!box) {
      box = document.createElement("section");
      box.id = "briefing-preview";
      box.setAttribute("aria-label", "Problems of the build");
      const away = document.createElement("button");
      away.type = "button";
      away.textContent = "Hide";
      away.onclick = () => box.remove();
      const told = document.createElement("pre");
      told.setAttribute("role", "alert");
      told.tabIndex = 0;
      box.append(told, away);
      // Above the bar for editing, by which a correction that fits nothing is taken back.
      const bar = document.querySelector(".briefing-desk-bar");
      if (bar) bar.before(box);
      else document.body.append(box);
    }
    box.firstChild.textContent = problems.join("\n");
  };
  let waiting = false;
  const reload = () => {
    // Not while a change is under way.
    waiting = !dispatchEvent(new Event("briefing-reload", { cancelable: true }));
    if (waiting) return;
    // By what is at the window's top: what is above it may be longer on the next page.
    const seen = [...document.querySelectorAll("[id]")].find((one) => one.offsetParent && one.getBoundingClientRect().top >= 0);
    const told = { id: seen?.id || "", top: seen?.getBoundingClientRect().top || 0, y: scrollY };
    sessionStorage.setItem(place, JSON.stringify(told));
    location.reload();
  };
  addEventListener("briefing-saved", () => waiting && reload());
  addEventListener("briefing-stale", reload);
  const events = new EventSource(new URL("events", script.src));
  // Whether the page is as it was when it was loaded.
  const same = async (state) => {
    const now = state.looks[path];
    if (!now && state.site === site && !look) return true;
    // A picture that it shows may be another one.
    if (!now && state.whole > site) return false;
    const served = now || (await fetch(location.href, { method: "HEAD" })).headers.get("ETag")?.slice(1, -1);
    if (served !== script.dataset.page) return false;
    if (!now) {
      [look, site] = [false, state.site];
      script.dataset.site = site;
    }
    // What is said beside it may be otherwise all the same.
    dispatchEvent(new Event("briefing-same"));
    return true;
  };
  events.onmessage = async (event) => {
    const state = JSON.parse(event.data);
    if (await same(state)) {
      show(state.problems);
      return;
    }
    const form = document.querySelector("dialog[open]");
    if (!form) reload();
    // What is being typed stays: the page is loaded again when its form is closed, or when what it saves is built.
    else form.addEventListener("close", () => form.returnValue === "saved" || reload(), { once: true });
  };
})();

// Reloads the page when a later build is there, where it was scrolled to, and shows what is wrong until it is mended.
(() => {
  const script = document.currentScript;
  const site = Number(script.dataset.site);
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
  const reload = () => {
    dispatchEvent(new Event("briefing-reload"));
    // By what is at the window's top: what is above it may be longer on the next page.
    const seen = [...document.querySelectorAll("[id]")].find((one) => one.offsetParent && one.getBoundingClientRect().top >= 0);
    const told = { id: seen?.id || "", top: seen?.getBoundingClientRect().top || 0, y: scrollY };
    sessionStorage.setItem(place, JSON.stringify(told));
    location.reload();
  };
  const events = new EventSource(new URL("events", script.src));
  events.onmessage = (event) => {
    const state = JSON.parse(event.data);
    const form = document.querySelector("dialog[open]");
    if (state.site === site) show(state.problems);
    else if (!form) reload();
    // What is being typed stays: the page is loaded again when its form is closed, or when what it saves is built.
    else form.addEventListener("close", () => form.returnValue === "saved" || reload(), { once: true });
  };
})();

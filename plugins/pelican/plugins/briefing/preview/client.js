// Reloads the page when a later build is there, where it was scrolled to, and shows what is wrong until it is mended.
(() => {
  const script = document.currentScript;
  const site = Number(script.dataset.site);
  const place = `briefing-preview ${location.pathname}`;
  const scrolled = sessionStorage.getItem(place);
  if (scrolled !== null) {
    sessionStorage.removeItem(place);
    addEventListener("load", () => scrollTo(0, Number(scrolled)));
  }
  const show = (problems) => {
    let box = document.getElementById("briefing-preview");
    if (!problems.length) {
      box?.remove();
      return;
    }
    if (!box) {
      box = document.createElement("pre");
      box.id = "briefing-preview";
      box.setAttribute("role", "alert");
      box.style.cssText =
        "position:fixed;inset:auto 0 0;z-index:9;max-height:50vh;overflow:auto;margin:0;padding:1rem;" +
        "background:#1e2125;color:#f0909a;font:14px/1.5 monospace;white-space:pre-wrap;border-top:3px solid";
      document.body.append(box);
    }
    box.textContent = problems.join("\n");
  };
  const events = new EventSource(new URL("events", script.src));
  events.onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (state.site !== site) {
      sessionStorage.setItem(place, String(scrollY));
      location.reload();
      return;
    }
    show(state.problems);
  };
})();

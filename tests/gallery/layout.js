// What is wrong with the layout of the page that is shown: text that leaves the window, that lies on other text, that is
// cut off or too small to read. Each fault names the words it is of.
() => {
  const faults = [];
  const say = (what, text) => faults.push(`${what}: ${text.trim().replace(/\s+/g, " ").slice(0, 60)}`);
  const style = (element) => getComputedStyle(element);
  // Of a screen reader alone: a pixel wide, or cut away.
  const unseen = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const { display, visibility, clipPath, position, opacity } = style(at);
      if (display === "none" || visibility === "hidden" || opacity === "0") return true;
      if (position === "absolute" && (clipPath !== "none" || at.getBoundingClientRect().width <= 1)) return true;
    }
    return element.closest(".skip, desc, title") !== null;
  };

  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, style, option") || unseen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (right - left > 1) boxes.push({ left, right, top: top + scrollY, bottom: bottom + scrollY, node });
    }
    if (parseFloat(style(parent).fontSize) < 11.5) say("too small", node.data);
  }

  if (document.documentElement.scrollWidth > innerWidth) say("wider than the window", document.title);
  for (const { left, right, node } of boxes) {
    const scrolled = node.parentElement.closest(".brief-scroll");
    if (!scrolled && (left < -1 || right > innerWidth + 1)) say("leaves the window", node.data);
  }
  for (const element of document.querySelectorAll("body *")) {
    const { overflowX, overflowY } = style(element);
    const cut = (overflowX === "hidden" || overflowX === "clip") && element.scrollWidth > element.clientWidth + 1;
    const low = (overflowY === "hidden" || overflowY === "clip") && element.scrollHeight > element.clientHeight + 1;
    if ((cut || low) && element.clientWidth > 1 && !unseen(element)) say("is cut off", element.textContent);
  }

  // Letters reach a little over their lines; more than this share of the lower line's height is on each other.
  const LAP = 0.4;
  boxes.sort((a, b) => a.top - b.top);
  const open = [];
  for (const box of boxes) {
    for (let at = open.length - 1; at >= 0; at--) if (open[at].bottom <= box.top) open.splice(at, 1);
    for (const other of open) {
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      const least = Math.min(box.bottom - box.top, other.bottom - other.top);
      if (across > 2 && down > LAP * least) say("lies on other words", `${other.node.data} | ${box.node.data}`);
    }
    open.push(box);
  }
  return faults;
}

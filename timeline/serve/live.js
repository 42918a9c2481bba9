// What `timeline serve` adds to each page that it shows: after a build the page is loaded again if it looks otherwise
// now, a style sheet is exchanged in place, and what is wrong with the content is shown over the page.
(() => {
  const shown = {...document.currentScript.dataset}, path = location.pathname, isFramed = window !== window.top;
  let news = null, box = null, told = "";

  function hear() {
    if (news || document.hidden) return;
    news = new EventSource(`/__timeline__/news?page=${encodeURIComponent(path)}`);
    news.onmessage = (message) => take(JSON.parse(message.data));
    // A browser asks again by itself while it is refused a connection, but not after an answer that it did not expect.
    news.onerror = () => { if (news.readyState === EventSource.CLOSED) { rest(); setTimeout(hear, 1000); } };
  }

  function rest() {
    if (news) news.close();
    news = null;
  }

  // A browser has few connections for one address, and pages that nobody sees would take them all.
  document.addEventListener("visibilitychange", () => document.hidden ? rest() : hear());
  addEventListener("pagehide", rest);
  addEventListener("pageshow", hear);
  hear();

  function take(now) {
    const isSite = shown.site === "yes";
    if (!isFramed && isSite) show(now);
    // Until there is a site again, what was good stays.
    if (!now.all || now.all === shown.all || (isSite && !now.site)) return;
    if (now.rest !== shown.rest || !exchange(now.sheets)) location.reload();
    shown.all = now.all;
  }

  // The old sheet stays until the new one is there, so that the page is never without.
  function exchange(sheets) {
    const links = [...document.querySelectorAll('link[rel~="stylesheet"]:not([data-before])')];
    if (links.length !== sheets.length) return false;
    links.forEach((link, place) => {
      if (link.getAttribute("href") === sheets[place]) return;
      const next = link.cloneNode();
      link.dataset.before = "";
      next.onload = next.onerror = () => link.remove();
      next.href = sheets[place];
      link.after(next);
    });
    return true;
  }

  function show({errors, warnings, counts}) {
    const now = JSON.stringify([errors, warnings, counts]);
    if (now === told) return;
    told = now;
    if (!errors.length && !warnings.length) {
      if (box) box.host.hidden = true;
      if (box) box.status.textContent = "";
      return;
    }
    box ??= made();
    const words = [counted(counts[0], "error"), counted(counts[1], "warning")].filter(Boolean).join(", ");
    const left = counts[0] + counts[1] - errors.length - warnings.length;
    box.host.hidden = false;
    box.summary.textContent = words;
    box.about.textContent = errors.length
      ? "The page below is the last good one. It will be brought up to date when this is mended."
      : "The site is built all the same.";
    box.left.textContent = left ? `and ${left} more; the terminal has them all` : "";
    box.list.replaceChildren(...[...errors, ...warnings].map(framed));
    box.details.classList.toggle("errors", errors.length > 0);
    box.details.open = errors.length > 0;
    box.status.textContent = errors.length ? words : "";
  }

  function counted(n, name) {
    return n && `${n} ${name}${n === 1 ? "" : "s"}`;
  }

  function framed([head, ...source]) {
    const item = made.element("li"), line = made.element("p");
    line.textContent = head;
    item.append(line);
    if (source.length) item.append(made.element("pre"));
    if (source.length) item.lastChild.textContent = source.join("\n");
    return item;
  }

  // In a tree of its own, so that the page's style does not reach it, nor its own the page.
  function made() {
    const host = made.element("timeline-problems"), root = host.attachShadow({mode: "open"});
    const sheet = made.element("link"), details = made.element("details"), summary = made.element("summary");
    const panel = made.element("section"), about = made.element("p"), list = made.element("ol");
    const left = made.element("p"), close = made.element("button"), status = made.element("p");
    sheet.rel = "stylesheet";
    sheet.href = "/__timeline__/live.css";
    sheet.onload = () => host.toggleAttribute("ready", true);
    host.lang = "en";
    host.dir = "ltr";
    panel.setAttribute("aria-label", "Problems of the content");
    panel.tabIndex = 0;
    status.setAttribute("role", "status");
    close.type = "button";
    close.textContent = "Close";
    close.onclick = () => { details.open = false; summary.focus(); };
    panel.append(about, list, left, close);
    details.append(summary, panel);
    details.onkeydown = (event) => { if (event.key === "Escape" && details.open) close.onclick(); };
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && details.open) details.open = false;
    });
    root.append(sheet, status, details);
    document.body.append(host);
    return {host, details, summary, about, list, left, status};
  }
  made.element = (name) => document.createElement(name);
})();

/* What pages can do beyond reading. */
"use strict";

const root = document.documentElement;
const find = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const named = (id) => document.getElementById(id);
/* Dimmed by a filter, or not for this width. */
const isOut = (mark) => mark.classList.contains("dim") || !mark.getClientRects().length;
const tell = (id, state, on) => named(id).setAttribute("aria-" + state, on);
const isHeld = (event) => event.altKey || event.ctrlKey || event.metaKey;
const SHOWN = "li:not([hidden]) > .ev";
const strips = find("svg.plot").map(strip);
/* Keeps tab stops on marks that are shown. */
const settle = () => strips.forEach((stop) => stop());
onresize = settle;

find("button[data-copy]").forEach(copying);
if (named("filters")) {
  filtering(named("filters"));
  keys(named("keys"));
}

/* Filters. The address's query is their state, the form shows it. */

function filtering(form) {
  const DATA = { thread: "t", status: "s", actor: "a", place: "p", tag: "g" };
  const count = named("count");
  const all = count.textContent;
  const groups = find(".year, .month, .day").filter((group) => group.querySelector(".ev"));
  let waiting, latest, kept;

  /* A day as a number that grows with it, in years of our era: 2025-03-11 is 20250311. */
  const number = (day) => Number(day.replace(/(?!^)-/g, ""));
  /* Case and accents do not count. */
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const left = (group) => find(SHOWN, group).length;

  /* What the form holds. */
  const state = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));

  function restore() {
    const query = new URLSearchParams(location.search);
    for (const control of form.elements) {
      const values = query.getAll(control.name);
      if (control.type === "checkbox") control.checked = values.includes(control.value);
      else if (control.name) control.value = values[0] || "";
      /* A select without that choice. */
      if (control.selectedIndex < 0) control.selectedIndex = 0;
    }
    tell("titles", "pressed", root.classList.toggle("titles", query.get("view") === "titles"));
    latest = null;
    kept = location.search;
    apply(0);
  }

  function keep(push) {
    const query = state();
    if (root.classList.contains("titles")) query.append("view", "titles");
    const search = query.toString() && "?" + query;
    if (search === location.search) return;
    try {
      history[push ? "pushState" : "replaceState"](null, "", location.pathname + search + location.hash);
    } catch {
      /* A page that was opened from a disk keeps its address. */
    }
    kept = location.search;
  }

  /* Shows what fits; how many is said after so many milliseconds without a change. */
  function apply(pause) {
    const query = state();
    const isFiltered = query.toString() !== "";
    const words = folded(query.get("q") || "").split(/\s+/);
    const day = (name, none) => number(query.get(name) || none);
    const days = [day("from", "-Infinity"), day("to", "Infinity")].sort((a, b) => a - b);
    find(".ev").forEach((card) => (card.parentElement.hidden = !fits(card, query, words, days)));
    groups.forEach((group) => (group.hidden = !left(group)));
    root.classList.toggle("some", isFiltered);
    find("main nav a[href^='#']").forEach((link) => {
      const group = named(link.hash.slice(1));
      if (!groups.includes(group)) return;
      link.parentElement.hidden = group.hidden;
      link.textContent = link.textContent.replace(/\(\d+\)$/, `(${left(group)})`);
    });
    find("svg.plot a.mk").forEach((mark) => {
      const [, id] = /(?:#e-|events\/)([^/]+)/.exec(mark.getAttribute("href")) || [];
      mark.classList.toggle("dim", named("e-" + id)?.parentElement.hidden || false);
    });
    settle();
    const shown = left(document);
    named("nothing").hidden = shown > 0;
    named("clear").hidden = !isFiltered;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      count.textContent = isFiltered ? count.dataset.some.replace("{n}", shown) : all;
    }, pause);
  }

  /* One value of each key has to fit, and of a date one possible day. */
  function fits(card, query, words, days) {
    const [first, last] = card.dataset.d.split(" ");
    if ((last && number(last) < days[0]) || (first && number(first) > days[1])) return false;
    for (const key in DATA) {
      const wanted = query.getAll(key);
      const has = (card.dataset[DATA[key]] || "").split(" ");
      if (wanted.length && !wanted.some((value) => has.includes(value))) return false;
    }
    card.words ||= folded(card.textContent);
    return words.every((word) => card.words.includes(word));
  }

  form.oninput = ({ target }) => {
    const isText = target.type === "search";
    /* A year that is typed is several dates on its way: one entry in the history. */
    keep(!isText && !(target === latest && target.type === "date"));
    latest = target;
    apply(isText ? 400 : 0);
  };
  form.onsubmit = () => false;
  named("titles").onclick = () => {
    tell("titles", "pressed", root.classList.toggle("titles"));
    keep(true);
  };
  const clear = () => {
    form.reset();
    keep(true);
    latest = null;
    apply(0);
    /* The button may be gone, and the focus with it. */
    count.focus();
  };
  find(".clear").forEach((button) => (button.onclick = clear));
  /* On a narrow page the form is behind this button. */
  named("open").onclick = ({ target }) => {
    tell("open", "expanded", target.getAttribute("aria-expanded") === "false");
  };
  /* A link within the page changes no filter. */
  onpopstate = () => location.search === kept || restore();
  find(".without-js, .with-js").forEach((element) => (element.hidden = !element.hidden));
  restore();
}

/* Keys: j and k from event to event, / to the text filter; WCAG 2.1.4 wants a switch. */

function keys(button) {
  const memory = (value) => {
    try {
      if (value) localStorage["timeline-keys"] = value;
      return localStorage["timeline-keys"];
    } catch {
      /* It may not remember anything. */
    }
  };
  let on = memory() !== "off";
  tell("keys", "pressed", on);
  button.onclick = () => {
    on = !on;
    tell("keys", "pressed", on);
    memory(on ? "on" : "off");
  };

  document.onkeydown = (event) => {
    const isTyping = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (!on || isTyping || isHeld(event)) return;
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key === "/") {
      event.preventDefault();
      tell("open", "expanded", true);
      named("q").focus();
    }
  };

  function move(step) {
    const cards = find(SHOWN);
    const here = cards.indexOf(document.activeElement.closest(".ev"));
    /* Without an event in hand, the first on the screen is next. */
    const above = here < 0 ? cards.filter((card) => card.getBoundingClientRect().top <= 0).length : here;
    const link = cards[step < 0 ? above - 1 : above + (here >= 0)]?.querySelector(".title a");
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: "center" });
  }
}

/* A strip has one tab stop, from which arrows lead on; a line says which mark is in hand. */

function strip(plot) {
  const marks = find("a", plot);
  const line = plot.closest("figure")?.querySelector(".read") || document.createElement("p");
  const rest = [...line.childNodes];
  let here = marks[0];

  function stop() {
    if (here && isOut(here)) here = marks.find((mark) => !isOut(mark)) || here;
    marks.forEach((mark) => mark.setAttribute("tabindex", mark === here ? 0 : -1));
  }

  function read(mark) {
    /* It never shrinks, or the mark would slip from under the pointer. */
    line.style.minHeight = `${line.offsetHeight}px`;
    line.replaceChildren(...[mark?.querySelector("title")?.textContent || rest].flat());
  }

  plot.onmouseover = ({ target }) => read(target.closest("a"));
  plot.onmouseleave = () => read();
  for (const mark of marks) {
    mark.onblur = () => read();
    mark.onfocus = () => {
      here = mark;
      stop();
      read(mark);
    };
  }
  plot.onkeydown = (event) => {
    const open = marks.filter((mark) => mark === here || !isOut(mark));
    const at = open.indexOf(here);
    const arrows = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1 };
    const to = { ...arrows, Home: 0, End: open.length - 1 }[event.key];
    if (to === undefined || isHeld(event)) return;
    event.preventDefault();
    open[to]?.focus();
  };
  stop();
  return stop;
}

/* Buttons that copy the text of the element they name. */

function copying(button) {
  const status = named("copying");
  const element = named(button.dataset.copy);
  button.onclick = async () => {
    /* So that a second copy is told of too. */
    status.textContent = "";
    /* There may be no clipboard, or none for this page. */
    try {
      await navigator.clipboard.writeText(element.textContent);
      status.textContent = status.dataset.copied;
    } catch {
      getSelection().selectAllChildren(element);
      status.textContent = status.dataset.selected;
    }
  };
  button.hidden = false;
}

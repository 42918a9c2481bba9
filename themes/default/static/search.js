/* The search. All it needs is loaded when it is used. */
const form = document.forms.search, field = form.q, say = form.dataset, list = form.nextElementSibling;
let find, timer;

/* Neither case nor accents count. */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/* MiniSearch with an index, else Pagefind. */
async function load() {
  const engine = await import(new URL(say.engine, location));
  if (!say.index) return async (q) => (await engine.search(q)).results;
  const fields = ["title", "date", "summary", "content", "words"];
  const index = new engine.default({ fields, storeFields: fields, tokenize: fold });
  index.addAll(await (await fetch(say.index)).json());
  return (q) => index.search(q, { boost: { title: 3 }, prefix: true, fuzzy: 0.16, combineWith: "AND" });
}

async function item(found) {
  const page = { ...found, ...(await found.data?.()) };
  const { id, raw_url = id, title, date, summary = "", content, terms = fold(field.value) } = { ...page, ...page.meta };
  const hit = form.lastElementChild.content.cloneNode(true), [link, kind, quote] = hit.querySelectorAll("a,p");
  const isHit = (text) => fold(text).some((word) => terms.some((term) => word.startsWith(term)));
  link.href = say.root + raw_url;
  link.textContent = title;
  kind.textContent = say[raw_url.split("/").at(-3) || "pages"] + (date ? ", " + date : "");
  /* From the beginning, or around the first word that is found further on. */
  const words = ([summary, content].find(isHit) ?? (summary || content)).split(/(?=\s)/);
  const at = words.findIndex(isHit), from = at < 40 ? 0 : at - 9, shown = words.slice(from, from + 45);
  if (from) shown.unshift("…");
  if (words[from + 45]) shown.push(" …");
  for (const part of shown.join("").split(/([\p{L}\p{M}\p{N}]+)/u))
    quote.appendChild(document.createElement(isHit(part) ? "mark" : "span")).textContent = part;
  return hit;
}

async function search() {
  const q = field.value.trim();
  let said = say.failed, items = [];
  history.replaceState(null, "", "?" + new URLSearchParams({ q }));
  try {
    const all = q ? await (await (find ||= load()))(q) : [], n = all.length;
    items = await Promise.all(all.slice(0, 100).map(item));
    said = q && (say[n] || say[n > 100 ? "most" : "some"].replace("#", n));
  } catch {
    find = 0;
  }
  if (q != field.value.trim()) return;
  list.replaceChildren(...items);
  field.nextElementSibling.textContent = said;
}

field.oninput = () => (timer = clearTimeout(timer) || setTimeout(search, 150));
form.onsubmit = () => !!list.querySelector("a")?.focus();
form.hidden = false;
field.value = new URLSearchParams(location.search).get("q");
if (field.value) search();

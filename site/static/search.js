// Full-text search over the index that Pagefind wrote. Everything is fetched from this site; the question stays here.
// The state of the page is its fragment: #q=…&type=act&year=2024; a form elsewhere leads here by ?q=….
const form = document.getElementById("search");
const words = JSON.parse(document.getElementById("search-words").textContent);
const labels = JSON.parse(document.getElementById("search-facets").textContent);
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const none = document.getElementById("search-none");
const field = form.elements.q;
const facets = [...form.querySelectorAll("fieldset")];
const STEP = 20;
let index = null;
let found = [];
let shown = 0;
let turn = 0;

const said = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const make = (tag, text, attributes = {}) => {
  const one = document.createElement(tag);
  if (text) one.textContent = text;
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  return one;
};
const label = (facet, value) => labels[facet]?.[value] ?? value;

/** What is asked: hyphens and apostrophes are spaces, as in the index; accents and capitals do not count there. */
const asked = (text) => text.normalize("NFC").replace(/[-‐-―'’_/]+/g, " ").replace(/\s+/g, " ").trim();
const chosen = () => Object.fromEntries(
  facets
    .map((one) => [one.dataset.facet, [...one.querySelectorAll("input:checked")].map((box) => box.value)])
    .filter(([, values]) => values.length));

function remember(text, filters) {
  const state = new URLSearchParams();
  if (text) state.set("q", text);
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => state.append(name, value));
  history.replaceState(null, "", location.pathname + (state.size ? "#" + state : ""));
}

function recall() {
  const state = new URLSearchParams(location.hash.slice(1) || location.search);
  field.value = state.get("q") ?? "";
  for (const one of facets) {
    const values = state.getAll(one.dataset.facet);
    one.querySelectorAll("input").forEach((box) => { box.checked = values.includes(box.value); });
    if (values.length) one.parentElement.open = true;
  }
}

function layFacets(counts) {
  for (const one of facets) {
    const name = one.dataset.facet;
    const values = Object.entries(counts[name] ?? {});
    values.sort(([a], [b]) => (name === "year" ? b.localeCompare(a) : label(name, a).localeCompare(label(name, b))));
    if (name === "amount" || name === "matter") values.sort(([a], [b]) => a.localeCompare(b));
    one.parentElement.hidden = values.length === 0;
    for (const [value] of values) {
      const line = make("label");
      line.append(make("input", "", { type: "checkbox", value }), " ", make("span", label(name, value)), " ",
        make("small", "", { "data-value": value }));
      one.append(line);
    }
  }
}

/** How many results each choice would leave. */
function count(counts) {
  for (const one of facets)
    for (const small of one.querySelectorAll("small"))
      small.textContent = `(${counts?.[one.dataset.facet]?.[small.dataset.value] ?? 0})`;
}

/** The excerpt with its words marked: read as a document, kept as text. */
function excerpt(html) {
  const paragraph = make("p", "", { lang: "fr" });
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes)
    paragraph.append(node.nodeName === "MARK" ? make("mark", node.textContent) : node.textContent);
  return paragraph;
}

async function show() {
  const mine = turn;
  const pages = await Promise.all(found.slice(shown, shown + STEP).map((one) => one.data()));
  if (mine !== turn) return;
  for (const page of pages) {
    const line = make("li", "", { class: "act" });
    const path = page.raw_url.replace(/^\//, "");
    line.append(make("a", page.meta.title, { href: form.dataset.root + path, lang: "fr" }));
    const by = make("p", "", { class: "by" });
    const facts = [label("type", page.meta.type), page.meta.body, page.meta.day && new Date(page.meta.day + "T00:00")
      .toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })].filter(Boolean);
    facts.forEach((fact, place) => by.append(make("span", fact), place + 1 < facts.length ? " " : ""));
    line.append(by, excerpt(page.excerpt));
    list.append(line);
  }
  shown += pages.length;
  more.hidden = shown >= found.length;
}

/** How many pages each word finds alone: Pagefind passes over words that it does not know without saying so. */
async function alone(text) {
  const apart = [...new Set(text.replaceAll('"', " ").split(" "))].filter((one) => one.length > 2);
  return Promise.all(apart.map(async (word) => ({ word, n: (await index.search(word)).results.length })));
}

/** Nothing was found: what each word would have found. */
function help(parts) {
  document.getElementById("search-parts").replaceChildren(...parts.map(({ word, n }) => {
    const line = make("li");
    line.append(n ? make("a", said("alone", { word, n }), { href: "#" + new URLSearchParams({ q: word }) }) : said("unknown", { word }));
    return line;
  }));
  none.hidden = false;
}

async function search() {
  const mine = ++turn;
  const state = document.documentElement.dataset;
  state.search = "busy";
  await answer(mine);
  if (mine === turn) state.search = "ready";
}

async function answer(mine) {
  const text = asked(field.value);
  const filters = chosen();
  remember(field.value.trim(), filters);
  none.hidden = true;
  more.hidden = true;
  if (!text && !Object.keys(filters).length) {
    list.replaceChildren();
    status.textContent = "";
    count(await index.filters());
    return;
  }
  status.textContent = said("searching");
  const any = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, { any: values }]));
  const given = await index.search(text || null, { filters: any });
  if (mine !== turn) return;
  found = given.results;
  shown = 0;
  list.replaceChildren();
  count(text ? given.totalFilters : await index.filters());
  if (mine !== turn) return;
  status.textContent = found.length ? said(found.length > 1 ? "many" : "one", { n: found.length }) : said("none");
  if (found.length) await show();
  const parts = await alone(text);
  if (mine !== turn) return;
  if (!found.length) help(parts);
  else for (const { word } of parts.filter((one) => !one.n)) status.append(" · ", said("unknown", { word }));
}

async function start() {
  try {
    index = await import(new URL(form.dataset.index, location.href));
    await index.options({ excerptLength: 28 });
    await index.init();
    layFacets(await index.filters());
  } catch {
    document.getElementById("search-without").textContent = said("missing");
    return;
  }
  document.getElementById("search-without").remove();
  if (matchMedia("(max-width: 40rem)").matches) form.querySelectorAll("details").forEach((one) => { one.open = false; });
  form.hidden = false;
  recall();
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(search, 250); };
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
  field.addEventListener("input", soon);
  form.addEventListener("change", (event) => { if (event.target !== field) search(); });
  more.addEventListener("click", async () => {
    const first = shown;
    await show();
    list.children[first]?.querySelector("a").focus();
  });
  addEventListener("hashchange", () => { recall(); search(); });
  await search();
}

start();

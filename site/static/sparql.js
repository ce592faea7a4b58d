// A page that asks in SPARQL: of the publication itself, in the reader's browser (shards.js), or of an endpoint that the
// reader names (endpoint.js). The state of the page is its fragment: #query=NAME&p.year=2023 or #sparql=TEXT, then
// part=BODY/YEAR or endpoint=ADDRESS. Nothing is asked before the reader presses the button.
import { givesTriples } from "./answering.js";
import { endpointSource } from "./endpoint.js";
import { number } from "./figures.js";
import { choose, chosen, namesOf, offer, showForm, values, written } from "./question.js";
import { fetched, homeSource } from "./shards.js";
import { show } from "./showing.js";

const START = `PREFIX reg: <https://w3id.org/registre/ns#>
PREFIX dct: <http://purl.org/dc/terms/>

SELECT ?act ?title WHERE {
  ?act a reg:Deliberation ;
    dct:title ?title .
}
LIMIT 20
`;
const find = (id) => document.getElementById(id);
const told = (id) => JSON.parse(find(id).textContent);
const form = find("sparql");
const language = document.documentElement.lang;
const site = { base: form.dataset.base, root: form.dataset.root };
const under = (path) => new URL(`${form.dataset.top}${path}`, location.href);
const area = find("query-text");
const speaker = (words) => (key, filled = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => filled[name]);
const said = speaker(told("sparql-words"));
const saidOfDrawing = speaker(told("chart-words"));
const tell = (text) => { find("sparql-status").textContent = text; };

let source = null;
let setText = (text) => { area.value = text; };

/** Write the chosen question with its values into the editor; false when a value is missing or wrong. */
function fill() {
  const one = chosen();
  if (!one) return true;
  try {
    setText(written());
    return true;
  } catch (fault) {
    const about = fault.missing ?? fault.wrong;
    if (!about) throw fault;
    if (fault.missing) setText(one.sparql);
    const name = about.meaning[language];
    tell(fault.missing ? said("required", { name }) : said("wrong", { name, kind: said(`kind_${about.kind}`) }));
    return false;
  }
}

/** Is the text in the editor the reader's own, not what the chosen question makes? */
function isOwn() {
  try { return !chosen() || written() !== area.value; } catch { return false; }
}

/** What is asked, as it stands in an address. */
function question() {
  const state = new URLSearchParams();
  if (isOwn()) state.set("sparql", area.value);
  else {
    state.set("query", chosen().name);
    for (const [name, value] of Object.entries(values())) if (value) state.set(`p.${name}`, value);
  }
  return state;
}

function state() {
  const whole = question();
  if (source.state()) whole.set(source.name, source.state());
  return "#" + whole;
}

function recall() {
  const whole = new URLSearchParams(location.hash.slice(1) || location.search);
  choose(whole.get("query") ?? "", new Map(whole), said);
  if (chosen()) { fill(); tell(""); } else setText(whole.get("sparql") ?? (area.value || START));
  source.recall(whole.get(source.name) ?? "");
}

async function ask() {
  if (!find("stop").hidden) return;
  tell("");
  if (area.value.trim() === "" || (!isOwn() && !fill())) return;
  document.documentElement.dataset.sparql = "busy";
  history.replaceState(null, "", state());
  find("stop").hidden = false;
  find("answer").hidden = true;
  let step = "unreachable";
  try {
    await source.load();
    step = "failed";
    tell(said("asking"));
    const before = performance.now();
    const given = await source.ask(area.value, givesTriples(area.value));
    const seconds = number((performance.now() - before) / 1000, 2);
    tell(show(given, { query: area.value, seconds, site, said, saidOfDrawing, ...(isOwn() ? {} : namesOf()) }));
    find("answer").focus({ preventScroll: true });
  } catch (fault) {
    tell(fault.name === "AbortError" || fault.message === "stopped" ? said("stopped") : said(step, { message: fault.message }));
  }
  find("progress").hidden = true;
  find("stop").hidden = true;
  document.documentElement.dataset.sparql = "ready";
}

/** The other page that asks, with the question that stands here. */
function elsewhere(event) {
  event.currentTarget.hash = question();
}

async function makeSource() {
  if (form.dataset.source === "endpoint") return endpointSource({ said, tell, query: () => area.value });
  const manifest = under(`${form.dataset.shards}/manifest.json`);
  return homeSource({ manifest, worker: under("static/browser/worker.js"), names: told("sparql-bodies"), language, said, tell });
}

async function start() {
  const note = find("sparql-without");
  try {
    const library = fetched(under("list/queries.json")).then((one) => one.json());
    [source] = await Promise.all([makeSource(), library.then(offer)]);
  } catch (fault) {
    note.textContent = said("unreachable", { message: fault.message });
    return;
  }
  note.remove();
  form.hidden = false;
  recall();
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  find("question").addEventListener("change", () => { tell(""); showForm(said); fill(); });
  find("parameters").addEventListener("input", () => { tell(""); fill(); });
  find("permalink").addEventListener("click", (event) => { event.currentTarget.href = state(); });
  find("elsewhere").addEventListener("click", elsewhere);
  find("stop").addEventListener("click", () => source.stop());
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); ask(); }
  });
  addEventListener("hashchange", recall);
  const { layOver } = await import(under("static/browser/editor.js")).catch(() => ({}));
  if (layOver) setText = layOver(area, said("editor"), ask);
  document.documentElement.dataset.sparql = "ready";
}

start();

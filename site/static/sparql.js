// A page that asks in SPARQL: of the publication itself, in the reader's browser (shards.js), or of an endpoint that the
// reader names (endpoint.js). The state of the page is its fragment: #query=NAME&p.year=2023 or #sparql=TEXT, then
// part=BODY/YEAR or endpoint=ADDRESS. Nothing is asked before the reader presses the button.
import { csv, download, givesTriples, table } from "./answering.js";
import { asked, draw } from "./drawing.js";
import { endpointSource } from "./endpoint.js";
import { number } from "./figures.js";
import { choose, chosen, meanings, offer, show, titleOf, values, written } from "./question.js";
import { fetched, homeSource } from "./shards.js";

const ROWS = 500;
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
    answer(given, number((performance.now() - before) / 1000, 2));
  } catch (fault) {
    tell(fault.name === "AbortError" || fault.message === "stopped" ? said("stopped") : said(step, { message: fault.message }));
  }
  find("progress").hidden = true;
  find("stop").hidden = true;
  document.documentElement.dataset.sparql = "ready";
}

function answer({ json, turtle }, seconds) {
  const [box, files] = [find("answer-rows"), find("downloads")];
  const name = chosen()?.name ?? "registre";
  files.querySelectorAll("a").forEach((one) => URL.revokeObjectURL(one.href));
  files.replaceChildren();
  find("drawn").hidden = true;
  if (turtle !== undefined) {
    const text = document.createElement("pre");
    text.textContent = turtle.slice(0, 100_000);
    box.replaceChildren(text);
    files.append(download(turtle, "text/turtle", `${name}.ttl`, said("turtle")));
    tell(said("triples", { seconds }));
  } else {
    const given = JSON.parse(json);
    tell(given.boolean === undefined ? rows(given, json, name, box, files, seconds) : said(given.boolean ? "yes" : "no"));
    if (given.boolean !== undefined) box.replaceChildren(said(given.boolean ? "yes" : "no"));
  }
  find("answer").hidden = false;
  find("answer").focus({ preventScroll: true });
}

/** Show the rows, their files and their drawing; what is to be said of them. */
function rows(given, json, name, box, files, seconds) {
  const n = given.results.bindings.length;
  find("answer").hidden = false; // a drawing takes the width that there is
  box.replaceChildren(table(given, said("caption"), ROWS, site, isOwn() ? {} : meanings()));
  files.append(
    download(csv(given), "text/csv", `${name}.csv`, said("csv")), " ",
    download(json, "application/sparql-results+json", `${name}.json`, said("json")));
  const notes = [n === 0 ? said("none") : said(n === 1 ? "row" : "rows", { n: number(n), seconds })];
  if (n > ROWS) notes.push(said("shown", { n: number(ROWS) }));
  const chart = n ? asked(area.value, given.head.vars) : null;
  if (chart?.refused) notes.push(saidOfDrawing("unknown", { asked: chart.refused }));
  else if (chart) drawing(chart, given.results);
  return notes.join(" ");
}

function drawing(chart, results) {
  const [figure, box, note] = [find("drawn"), find("drawing"), find("drawn-note")];
  figure.hidden = false;
  const title = (!isOwn() && titleOf()) || saidOfDrawing("title");
  const made = draw(chart, results, title, saidOfDrawing, figure.clientWidth - 36);
  figure.hidden = !made;
  if (!made) return;
  figure.classList.toggle("fluid", chart.kind === "bars");
  box.replaceChildren(made.picture);
  const all = results.bindings.length;
  const known = isOwn() ? {} : meanings();
  const names = [chart.value, chart.label, chart.series].filter(Boolean).map((one) => known[one] ?? one).join(" · ");
  note.textContent = made.drawn < all ? `${names}. ${saidOfDrawing("part", { drawn: number(made.drawn), rows: number(all) })}` : names;
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
  find("question").addEventListener("change", () => { tell(""); show(said); fill(); });
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

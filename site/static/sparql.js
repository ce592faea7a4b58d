// SPARQL asked where the reader is: the chosen shards go into a store in a worker, which answers. Nothing leaves.
// The state of the page is its fragment: #query=NAME&part=…&p.year=2023, or #sparql=TEXT&part=….
import { csv, download, table } from "./answering.js";
import { bind } from "./binding.js";
import { fetchShard, openStore } from "./loading.js";

const ROWS = 500;
const HEAVY = 2_000_000;
const START = `PREFIX reg: <https://w3id.org/registre/ns#>
PREFIX dct: <http://purl.org/dc/terms/>

SELECT ?act ?title WHERE {
  ?act a reg:Deliberation ;
    dct:title ?title .
}
LIMIT 20
`;
const find = (id) => document.getElementById(id);
const form = find("sparql");
const words = JSON.parse(find("sparql-words").textContent);
const bodies = JSON.parse(find("sparql-bodies").textContent);
const language = document.documentElement.lang;
const site = { base: form.dataset.base, root: form.dataset.root };
const shards = new URL(`${form.dataset.top}${form.dataset.shards}/`, location.href);
const browserParts = new URL(`${form.dataset.top}static/browser/`, location.href);
const [part, question, area] = [find("part"), find("question"), find("query-text")];

let all = [];
let library = [];
let store = null;
let kept = null;
let leaving = null;
let setText = (text) => { area.value = text; };

const said = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const tell = (text) => { find("sparql-status").textContent = text; };
const number = (value, digits = 0) => value.toLocaleString(language, { maximumFractionDigits: digits });
const size = (bytes) =>
  new Intl.NumberFormat(language, { style: "unit", unit: bytes < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: 1 })
    .format(bytes < 1e6 ? bytes / 1e3 : bytes / 1e6);
const sum = (list, name) => list.reduce((total, one) => total + one[name], 0);

/** The shards of a choice ("", "BODY" or "BODY/YEAR"), and always who is who. */
const shardsOf = (choice) => {
  const [body, year] = choice.split("/");
  return all.filter((one) => !one.body || !body || (one.body === body && (!year || String(one.year) === year)));
};
const weight = (choice) => {
  const chosen = shardsOf(choice);
  return { size: size(sum(chosen, "size_bytes")), triples: number(sum(chosen, "triples")) };
};

function offerParts() {
  const offer = (value, text) => part.append(new Option(text, value));
  offer("", said("all", weight("")));
  const known = [...new Set(all.map((one) => one.body).filter(Boolean))];
  known.sort((a, b) => (bodies[a] ?? a).localeCompare(bodies[b] ?? b, language));
  for (const body of known) {
    const name = bodies[body] ?? body;
    offer(body, said("body", { name, ...weight(body) }));
    const years = [...new Set(all.filter((one) => one.body === body).map((one) => one.year))].sort((a, b) => b - a);
    if (years.length > 1)
      for (const year of years) offer(`${body}/${year}`, said("year", { name, year, ...weight(`${body}/${year}`) }));
  }
}

/** Measured: half a million triples are fetched and loaded in about two seconds, in 600 MB. */
function sayWeight() {
  const triples = sum(shardsOf(part.value), "triples");
  const values = { ...weight(part.value), seconds: number(Math.max(1, Math.round(triples / 200_000))), memory: size(triples * 700) };
  find("part-size").textContent = kept === part.value ? said("kept") : said(triples > HEAVY ? "heavy" : "size", values);
}

const chosen = () => library.find((one) => one.name === question.value);
const values = () => Object.fromEntries([...find("parameters").querySelectorAll("input")].map((one) => [one.name, one.value]));

function showQuestion() {
  const one = chosen();
  const box = find("parameters");
  box.querySelectorAll("p").forEach((line) => line.remove());
  box.hidden = !one?.parameters.length;
  find("about").hidden = !one;
  if (!one) return;
  find("about-text").textContent = one.description[language];
  find("about-limits").textContent = one.limits[language] ?? "";
  for (const { name, kind, meaning, required, default: usual } of one.parameters) {
    const line = document.createElement("p");
    line.className = "field";
    const label = document.createElement("label");
    label.htmlFor = `p-${name}`;
    label.textContent = said(required ? "needed" : "optional", { meaning: meaning[language], kind });
    const input = document.createElement("input");
    Object.assign(input, { id: `p-${name}`, name, value: usual, required, type: kind === "date" ? "date" : "text", autocomplete: "off" });
    if (kind === "year" || kind === "integer") input.inputMode = "numeric";
    line.append(label, " ", input);
    box.append(line);
  }
  fill();
}

/** Write the question with its values into the editor; false when a value is missing or wrong. */
function fill() {
  const one = chosen();
  if (!one) return true;
  try {
    setText(bind(one, values()));
    return true;
  } catch (fault) {
    const about = fault.missing ?? fault.wrong;
    if (!about) throw fault;
    if (fault.missing) setText(one.sparql);
    tell(fault.missing ? said("required", { name: about.meaning[language] }) : said("wrong", { name: about.meaning[language], kind: about.kind }));
    return false;
  }
}

function state() {
  const one = chosen();
  const told = new URLSearchParams();
  let own = !one;
  try { own ||= bind(one, values()) !== area.value; } catch { own = false; }
  if (own) told.set("sparql", area.value);
  else {
    told.set("query", one.name);
    for (const [name, value] of Object.entries(values())) if (value) told.set(`p.${name}`, value);
  }
  if (part.value) told.set("part", part.value);
  return "#" + told;
}

function recall() {
  const told = new URLSearchParams(location.hash.slice(1) || location.search);
  part.value = told.get("part") ?? "";
  if (part.selectedIndex < 0) part.value = "";
  question.value = told.get("query") ?? "";
  if (question.selectedIndex < 0) question.value = "";
  showQuestion();
  for (const input of find("parameters").querySelectorAll("input")) input.value = told.get(`p.${input.name}`) ?? input.value;
  if (chosen()) { fill(); tell(""); } else setText(told.get("sparql") ?? (area.value || START));
  sayWeight();
}

async function load() {
  if (kept === part.value && store) return;
  kept = null;
  store ??= openStore(new URL("worker.js", browserParts));
  leaving = new AbortController();
  const wanted = part.value;
  const files = shardsOf(wanted);
  const whole = sum(files, "size_bytes");
  const bar = find("progress");
  let done = 0;
  bar.hidden = false;
  await store.send({ do: "forget" });
  for (const one of files) {
    const bytes = await fetchShard(new URL(one.file, shards), (more) => {
      done += more;
      bar.value = Math.min(1, done / whole);
      tell(said("loading", { done: size(done), size: size(whole) }));
    }, leaving.signal);
    await store.send({ do: "load", bytes }, [bytes.buffer]);
  }
  bar.hidden = true;
  kept = wanted;
  sayWeight();
}

async function ask() {
  if (!find("stop").hidden) return;
  tell("");
  if (area.value.trim() === "" || (chosen() && state().startsWith("#query=") && !fill())) return;
  document.documentElement.dataset.sparql = "busy";
  history.replaceState(null, "", state());
  find("stop").hidden = false;
  find("answer").hidden = true;
  let step = "unreachable";
  try {
    await load();
    step = "failed";
    tell(said("asking"));
    const before = performance.now();
    const given = await store.send({ do: "ask", query: area.value });
    show(given, number((performance.now() - before) / 1000, 2));
  } catch (fault) {
    tell(fault.name === "AbortError" || fault.message === "stopped" ? said("stopped") : said(step, { message: fault.message }));
  }
  find("progress").hidden = true;
  find("stop").hidden = true;
  document.documentElement.dataset.sparql = "ready";
}

function stop() {
  leaving?.abort();
  store?.end("stopped");
  store = kept = null;
}

function show({ json, turtle }, seconds) {
  const name = chosen()?.name ?? "registre";
  const box = find("answer-rows");
  const files = find("downloads");
  files.querySelectorAll("a").forEach((one) => URL.revokeObjectURL(one.href));
  files.replaceChildren();
  find("answer").hidden = false;
  if (turtle !== undefined) {
    const text = document.createElement("pre");
    text.textContent = turtle.slice(0, 100_000);
    box.replaceChildren(text);
    files.append(download(turtle, "text/turtle", `${name}.ttl`, said("turtle")));
    tell(said("triples", { seconds }));
    return;
  }
  const answer = JSON.parse(json);
  if (answer.boolean !== undefined) {
    box.replaceChildren(said(answer.boolean ? "yes" : "no"));
    tell(said(answer.boolean ? "yes" : "no"));
    return;
  }
  const n = answer.results.bindings.length;
  box.replaceChildren(table(answer, said("caption"), ROWS, site));
  files.append(
    download(csv(answer), "text/csv", `${name}.csv`, said("csv")), " ",
    download(json, "application/sparql-results+json", `${name}.json`, said("json")));
  const told = n === 0 ? said("none") : said(n === 1 ? "row" : "rows", { n: number(n), seconds });
  tell(n > ROWS ? `${told} ${said("shown", { n: number(ROWS) })}` : told);
  find("answer").focus({ preventScroll: n === 0 });
}

/** A link that opens another address with the query: this page itself sends nothing. */
function elsewhere() {
  const to = find("ask-elsewhere");
  let address = null;
  try { address = new URL(find("endpoint").value); } catch { /* not an address yet */ }
  to.hidden = !address || !/^https?:$/.test(address.protocol);
  if (to.hidden) return;
  address.searchParams.set("query", area.value);
  to.href = address.href;
}

async function start() {
  const note = find("sparql-without");
  if (location.protocol === "file:") { note.textContent = said("folder"); return; }
  try {
    const get = async (address) => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${answer.status} ${address.pathname}`);
      return answer.json();
    };
    [{ shards: all }, library] = await Promise.all(
      [get(new URL("manifest.json", shards)), get(new URL(`${form.dataset.top}list/queries.json`, location.href))]);
  } catch (fault) {
    note.textContent = said("unreachable", { message: fault.message });
    return;
  }
  note.remove();
  offerParts();
  form.hidden = false;
  recall();
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  part.addEventListener("change", sayWeight);
  question.addEventListener("change", () => { tell(""); showQuestion(); });
  find("parameters").addEventListener("input", () => { tell(""); fill(); });
  find("permalink").addEventListener("click", (event) => { event.currentTarget.href = state(); });
  find("stop").addEventListener("click", stop);
  find("endpoint").addEventListener("input", elsewhere);
  find("ask-elsewhere").addEventListener("click", elsewhere);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); ask(); }
  });
  addEventListener("hashchange", recall);
  const { layOver } = await import(new URL("editor.js", browserParts)).catch(() => ({}));
  if (layOver) setText = layOver(area, words.editor, ask);
  document.documentElement.dataset.sparql = "ready";
}

start();

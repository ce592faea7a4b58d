// An answer shown on the page: its rows or its triples, its files, and its drawing when the query asks for one.
import { csv, download, table } from "./answering.js";
import { asked, draw } from "./drawing.js";
import { number } from "./figures.js";

const ROWS = 500;
const TRIPLES = 100_000; // characters shown; the file has all
const find = (id) => document.getElementById(id);

/**
 * Show what was given, {json} or {turtle}; what is to be said of it. `asking` holds the query, the seconds it took, the site,
 * the words; and of a question of the library its name, its title and the meanings of its columns.
 */
export function show({ json, turtle }, asking) {
  const files = find("downloads");
  files.querySelectorAll("a").forEach((one) => URL.revokeObjectURL(one.href));
  files.replaceChildren();
  find("drawn").hidden = true;
  find("answer").hidden = false;
  if (turtle !== undefined) return triples(turtle, asking);
  const given = JSON.parse(json);
  return given.boolean === undefined ? rows(given, json, asking) : verdict(given, asking);
}

function triples(turtle, { name = "registre", seconds, said }) {
  const text = document.createElement("pre");
  text.textContent = turtle.slice(0, TRIPLES);
  find("answer-rows").replaceChildren(text);
  find("downloads").append(download(turtle, "text/turtle", `${name}.ttl`, said("turtle")));
  return said("triples", { seconds });
}

function verdict({ boolean }, { said }) {
  const told = said(boolean ? "yes" : "no");
  find("answer-rows").replaceChildren(told);
  return told;
}

function rows(given, json, asking) {
  const { query, name = "registre", meanings, seconds, site, said, saidOfDrawing } = asking;
  const n = given.results.bindings.length;
  find("answer-rows").replaceChildren(table(given, said("caption"), ROWS, site, meanings));
  find("downloads").append(
    download(csv(given), "text/csv", `${name}.csv`, said("csv")), " ",
    download(json, "application/sparql-results+json", `${name}.json`, said("json")));
  const told = [n === 0 ? said("none") : said(n === 1 ? "row" : "rows", { n: number(n), seconds })];
  if (n > ROWS) told.push(said("shown", { n: number(ROWS) }));
  const chart = n ? asked(query, given.head.vars) : null;
  if (chart?.refused) told.push(saidOfDrawing("unknown", { asked: chart.refused }));
  else if (chart) drawing(chart, given.results, asking);
  return told.join(" ");
}

function drawing(chart, results, { title, meanings = {}, saidOfDrawing }) {
  const figure = find("drawn");
  figure.hidden = false; // before it is drawn: it takes the width that there is
  const made = draw(chart, results, title ?? saidOfDrawing("title"), saidOfDrawing, figure.clientWidth - 36);
  figure.hidden = !made;
  if (!made) return;
  figure.classList.toggle("fluid", chart.kind === "bars");
  find("drawing").replaceChildren(made.picture);
  const all = results.bindings.length;
  const names = [chart.value, chart.label, chart.series].filter(Boolean).map((one) => meanings[one] ?? one).join(" · ");
  const part = saidOfDrawing("part", { drawn: number(made.drawn), rows: number(all) });
  find("drawn-note").textContent = made.drawn < all ? `${names}. ${part}` : names;
}

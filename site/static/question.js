// The library as a form: the question that is chosen, its values, and the SPARQL that they make.
import { bind } from "./binding.js";

const find = (id) => document.getElementById(id);
const language = document.documentElement.lang;
const choice = find("question");
const box = find("parameters");
let library = [];

export const offer = (questions) => { library = questions; };
export const chosen = () => library.find((one) => one.name === choice.value);
export const values = () => Object.fromEntries([...box.querySelectorAll("input")].map((one) => [one.name, one.value]));

/** How the chosen question is called, and what each of its columns means by name. */
export function namesOf({ name, title, columns } = chosen()) {
  const meanings = Object.fromEntries(Object.entries(columns).map(([column, told]) => [column, told[language]]));
  return { name, title: title[language], meanings };
}

/** The SPARQL of the chosen question with its values, and how to draw its answer; throws as `bind` does. */
export function written(question = chosen(), given = values()) {
  const { kind, label, value, series } = question.chart;
  const drawing = kind ? `\n# chart: ${[kind, label, value, series].filter(Boolean).join(" ")}` : "";
  return bind(question, given) + drawing;
}

/** Choose a question by its name, "" for none, with values by name; then its words and its fields are shown. */
export function choose(name, given, said) {
  choice.value = name;
  if (choice.selectedIndex < 0) choice.value = "";
  showForm(said);
  for (const input of box.querySelectorAll("input")) input.value = given.get(`p.${input.name}`) ?? input.value;
}

/** The words of the chosen question and a field for each of its values. */
export function showForm(said) {
  const one = chosen();
  box.querySelectorAll("p").forEach((line) => line.remove());
  box.hidden = !one?.parameters.length;
  find("about").hidden = !one;
  if (!one) return;
  find("about-text").textContent = one.description[language];
  find("about-limits").textContent = one.limits[language] ?? "";
  box.append(...one.parameters.map((parameter) => field(parameter, said)));
}

function field({ name, kind, meaning, required, default: usual }, said) {
  const line = document.createElement("p");
  line.className = "field";
  const label = document.createElement("label");
  label.htmlFor = `p-${name}`;
  label.textContent = said(required ? "needed" : "optional", { meaning: meaning[language], kind: said(`kind_${kind}`) });
  const input = document.createElement("input");
  Object.assign(input, { id: `p-${name}`, name, value: usual, required, type: kind === "date" ? "date" : "text", autocomplete: "off" });
  if (kind === "year" || kind === "integer") input.inputMode = "numeric";
  line.append(label, " ", input);
  return line;
}

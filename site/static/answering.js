// An answer as a table that can be read and left by links, and as files. Input is SPARQL 1.1 results JSON.
const make = (tag, text, attributes = {}) => {
  const one = document.createElement(tag);
  if (text !== undefined && text !== null) one.textContent = text;
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  return one;
};
const NUMBERS = /#(?:integer|decimal|double|float|long|int)$/;

/** CONSTRUCT and DESCRIBE give triples, the others rows. */
export function givesTriples(query) {
  const bare = query.replace(/<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*/g, " ");
  return /^(?:CONSTRUCT|DESCRIBE)$/i.test(/\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare)?.[0] ?? "");
}

/** Where an IRI leads: a page of this site, the web, or nowhere. */
function link(iri, { base, root }) {
  if (iri.startsWith(base)) {
    const [path, fragment] = iri.slice(base.length).split("#");
    return { href: `${root}${path}.html${fragment ? "#" + fragment : ""}`, text: iri.slice(base.length) };
  }
  return { href: /^https?:\/\//.test(iri) ? iri : null, text: iri };
}

function cell(term, site) {
  const box = make("td");
  if (!term) return box;
  if (term.type === "uri") {
    const { href, text } = link(term.value, site);
    box.append(href ? make("a", text, href.startsWith("http") ? { href, rel: "noreferrer" } : { href }) : text);
    return box;
  }
  box.textContent = term.value;
  if (term["xml:lang"]) box.lang = term["xml:lang"];
  if (NUMBERS.test(term.datatype ?? "")) box.className = "n";
  return box;
}

/** The first `most` rows as a table with a caption; `meanings` of columns by name, for those that are known. */
export function table({ head, results }, caption, most, site, meanings = {}) {
  const one = make("table");
  one.append(make("caption", caption, { class: "unseen" }));
  const names = make("tr");
  for (const name of head.vars) {
    const top = make("th", name, { scope: "col" });
    if (meanings[name]) top.append(" ", make("small", meanings[name]));
    names.append(top);
  }
  one.createTHead().append(names);
  const body = one.createTBody();
  for (const row of results.bindings.slice(0, most)) {
    const line = make("tr");
    for (const name of head.vars) line.append(cell(row[name], site));
    body.append(line);
  }
  return one;
}

/** RFC 4180; a text that a spreadsheet would run as a formula starts with an apostrophe, as in our tables. */
export function csv({ head, results }) {
  const shown = (term) => {
    if (!term) return "";
    const safe = term.type === "literal" && !NUMBERS.test(term.datatype ?? "") && /^[=+\-@\t\r]/.test(term.value) ? "'" + term.value : term.value;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = results.bindings.map((row) => head.vars.map((name) => shown(row[name])).join(","));
  return [head.vars.join(","), ...rows].join("\r\n") + "\r\n";
}

/** A link that saves `text` as a file. */
export function download(text, type, name, label) {
  return make("a", label, { href: URL.createObjectURL(new Blob([text], { type })), download: name });
}

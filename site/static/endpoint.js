// The SPARQL endpoint that the reader names, asked by the SPARQL 1.1 protocol when they press the button, and not before.
// Its owner receives the question; nobody else does. No cookie and no address of this page goes there.
import { size } from "./figures.js";

const MOST = 64e6;
const SAID = 300;
const TYPES = { rows: "application/sparql-results+json", triples: "text/turtle" };
const find = (id) => document.getElementById(id);

export function endpointSource({ said, tell, query }) {
  const field = find("endpoint");
  const link = find("ask-there");
  let leaving = null;

  /** The address, or null while it is none that may be asked. */
  function address() {
    try {
      const given = new URL(field.value.trim());
      const near = given.protocol === "http:" && ["localhost", "127.0.0.1"].includes(given.hostname);
      return given.protocol === "https:" || near ? given : null;
    } catch { return null; }
  }

  /** A link that opens the endpoint itself with the query: for those that answer no page of another site. */
  function offerLink() {
    const given = address();
    link.hidden = !given;
    if (!given) return;
    given.searchParams.set("query", query());
    link.href = given.href;
  }

  async function ask(text, triples) {
    leaving = new AbortController();
    const answer = await fetch(address(), {
      method: "POST", body: new URLSearchParams({ query: text }), headers: { Accept: triples ? TYPES.triples : TYPES.rows },
      credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", signal: leaving.signal,
    }).catch((fault) => { throw fault.name === "AbortError" ? fault : new Error(said("no_answer")); });
    const given = await read(answer);
    if (!answer.ok) throw new Error(`${answer.status} ${given.slice(0, SAID)}`);
    const type = answer.headers.get("Content-Type") ?? "";
    if (triples) return { turtle: given };
    if (!type.includes("json")) throw new Error(said("no_rows", { type }));
    return { json: given };
  }

  async function read(answer) {
    const parts = [];
    let come = 0;
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return new Blob(parts).text();
      parts.push(value);
      come += value.length;
      tell(said("receiving", { size: size(come) }));
      if (come > MOST) { leaving.abort(); throw new Error(said("too_much", { size: size(MOST) })); }
    }
  }

  field.addEventListener("input", offerLink);
  link.addEventListener("click", offerLink);

  return {
    name: "endpoint", ask,
    state: () => field.value.trim(),
    recall: (given) => { field.value = given; offerLink(); },
    load: async () => { if (!address()) { field.focus(); throw new Error(said("no_address")); } },
    stop: () => leaving?.abort(),
  };
}

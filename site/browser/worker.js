// The store, in a thread of its own. Messages in: {do: "load", bytes}, {do: "ask", query}, {do: "forget"}; out, with
// the same id: {triples}, {json} or {turtle}, {}, or {failed}. It is given bytes and fetches its own engine only.
import init, { Store } from "oxigraph/web.js";

const ready = init({ module_or_path: new URL("oxigraph.wasm", self.location.href) });
let store = null;

/** CONSTRUCT and DESCRIBE give triples, the others rows. */
function givesTriples(query) {
  const bare = query.replace(/<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*/g, " ");
  return /^(?:CONSTRUCT|DESCRIBE)$/i.test(/\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare)?.[0] ?? "");
}

const steps = {
  forget: () => { store = new Store(); return {}; },
  load: ({ bytes }) => {
    store.load(bytes, { format: "application/n-quads", no_transaction: true });
    return { triples: store.size };
  },
  ask: ({ query }) => {
    const all = { use_default_graph_as_union: true };
    if (givesTriples(query)) return { turtle: store.query(query, { ...all, results_format: "text/turtle" }) };
    return { json: store.query(query, { ...all, results_format: "json" }) };
  },
};

self.onmessage = async ({ data }) => {
  try {
    await ready;
    store ??= new Store();
    self.postMessage({ id: data.id, ...steps[data.do](data) });
  } catch (fault) {
    self.postMessage({ id: data.id, failed: String(fault.message ?? fault) });
  }
};

// The store, in a thread of its own. Messages in: {do: "load", bytes}, {do: "ask", query, triples}, {do: "forget"}; out, with
// the same id: {triples}, {json} or {turtle}, {}, or {failed}. It is given bytes and fetches its own engine only.
import init, { Store } from "oxigraph/web.js";

const ready = init({ module_or_path: new URL("oxigraph.wasm", self.location.href) });
let store = null;

const steps = {
  forget: () => { store = new Store(); return {}; },
  load: ({ bytes }) => {
    store.load(bytes, { format: "application/n-quads", no_transaction: true });
    return { triples: store.size };
  },
  ask: ({ query, triples }) => {
    const all = { use_default_graph_as_union: true };
    if (triples) return { turtle: store.query(query, { ...all, results_format: "text/turtle" }) };
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

// The publication asked where the reader is: the chosen shards go into a store in a worker, which answers. Nothing leaves.
import { number, size } from "./figures.js";
import { fetchShard, openStore } from "./loading.js";

const HEAVY = 2_000_000;
const find = (id) => document.getElementById(id);
const sum = (list, name) => list.reduce((total, one) => total + one[name], 0);

/** `manifest` is the address of the list of shards, `worker` that of the store; `names` are those of bodies by key. */
export async function homeSource({ manifest, worker, names, language, said, tell }) {
  const [body, year, bar] = [find("body"), find("year"), find("progress")];
  const { shards: all } = await (await fetched(manifest)).json();
  const bodies = [...new Set(all.map((one) => one.body).filter(Boolean))];
  bodies.sort((a, b) => (names[a] ?? a).localeCompare(names[b] ?? b, language));
  let store = null;
  let kept = null;
  let leaving = null;

  /** The shards of a body and a year, "" for all; always with who is who. */
  const shardsOf = (ofBody, ofYear) =>
    all.filter((one) => !one.body || ((!ofBody || one.body === ofBody) && (!ofYear || String(one.year) === ofYear)));
  const weight = (list) => ({ size: size(sum(list, "size_bytes")), triples: number(sum(list, "triples")) });
  const option = (value, name) => new Option(said("part", { name, ...weight(shardsOf(...value)) }), value[1] || value[0]);

  function offerYears() {
    const before = year.value;
    const years = [...new Set(shardsOf(body.value, "").filter((one) => one.body).map((one) => one.year))].sort((a, b) => b - a);
    year.replaceChildren(new Option(said("every_year"), ""), ...years.map((one) => option([body.value, String(one)], String(one))));
    year.value = before;
    if (year.selectedIndex < 0) year.value = "";
  }

  /** Measured: half a million triples are fetched and loaded in about two seconds, in 600 MB. */
  function announce() {
    const list = shardsOf(body.value, year.value);
    const triples = sum(list, "triples");
    const told = { ...weight(list), seconds: number(Math.max(1, Math.round(triples / 200_000))), memory: size(triples * 700) };
    find("part-size").textContent = kept === state() ? said("kept") : said(triples > HEAVY ? "heavy" : "size", told);
  }

  const state = () => (year.value ? `${body.value}/${year.value}` : body.value);

  function recall(part) {
    const [ofBody, ofYear = ""] = part.split("/");
    body.value = ofBody;
    if (body.selectedIndex < 0) body.value = "";
    offerYears();
    year.value = ofYear;
    if (year.selectedIndex < 0) year.value = "";
    announce();
  }

  async function load() {
    if (kept === state() && store) return;
    kept = null;
    store ??= openStore(worker);
    leaving = new AbortController();
    const wanted = state();
    const files = shardsOf(body.value, year.value);
    const whole = sum(files, "size_bytes");
    let done = 0;
    bar.hidden = false;
    await store.send({ do: "forget" });
    for (const one of files) {
      const bytes = await fetchShard(new URL(one.file, manifest), (more) => {
        done += more;
        bar.value = Math.min(1, done / whole);
        tell(said("loading", { done: size(done), size: size(whole) }));
      }, leaving.signal);
      await store.send({ do: "load", bytes }, [bytes.buffer]);
    }
    kept = wanted;
    announce();
  }

  body.append(new Option(said("every_body", weight(all)), ""), ...bodies.map((key) => option([key, ""], names[key] ?? key)));
  body.addEventListener("change", () => { offerYears(); announce(); });
  year.addEventListener("change", announce);

  return {
    name: "part", state, recall, load,
    ask: (query, triples) => store.send({ do: "ask", query, triples }),
    stop: () => { leaving?.abort(); store?.end("stopped"); store = kept = null; },
  };
}

/** The answer of our own site at `address`; throws when it has none. */
export async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address.pathname}`);
  return answer;
}

// The shards of the graph, fetched from this site and given to the store, which stands in a worker of its own.

/** A worker that answers: `send({do, …})` is a promise of its reply; `end` stops it, whatever it does. */
export function openStore(address) {
  const worker = new Worker(address, { type: "module" });
  const waiting = new Map();
  let last = 0;
  const fail = (message) => {
    waiting.forEach(({ reject }) => reject(new Error(message)));
    waiting.clear();
  };
  worker.onmessage = ({ data }) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.failed !== undefined) one?.reject(new Error(data.failed));
    else one?.resolve(data);
  };
  worker.onerror = (event) => fail(event.message || "worker");
  return {
    send: (message, transfer = []) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        worker.postMessage({ id: last, ...message }, transfer);
      }),
    end: (reason) => { worker.terminate(); fail(reason); },
  };
}

/** The bytes at `address`, unpacked; `tell(n)` hears of each n bytes that come. */
export async function fetchShard(address, tell, signal) {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const parts = [];
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    tell(value.length);
  }
  const packed = new Blob(parts);
  const [first, second] = new Uint8Array(await packed.slice(0, 2).arrayBuffer());
  const isGzip = first === 0x1f && second === 0x8b; // some hosts have it unpacked on the way
  const stream = isGzip ? packed.stream().pipeThrough(new DecompressionStream("gzip")) : packed.stream();
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

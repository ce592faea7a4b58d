// Rows as bands from one name to another, as thick as their number; beyond ten names a side, the others are added up.
import { path, shortened, svg, words } from "./canvas.js";
import { brief, exact } from "./figures.js";

const [SIDE, MIDDLE, NODE, BANDS, LEAST, MOST, LETTERS] = [310, 220, 8, 240, 24, 10, 32];

export function bands(marks, unit, said) {
  const rows = marks.filter((one) => one.value > 0);
  const flows = gather(rows);
  const total = rows.reduce((sum, one) => sum + one.value, 0) || 1;
  const left = placed(sums(flows, "label"), total);
  const right = placed(sums(flows, "series"), total);
  const parts = [...drawn(flows, left, right, total), ...names(left, 0, unit, said), ...names(right, SIDE + MIDDLE, unit, said)];
  const height = Math.max(0, ...[...left.values(), ...right.values()].map((one) => one.y + one.tall)) + 10;
  const told = said("flows", { givers: left.size, receivers: right.size, amount: exact(total, unit) });
  return { parts, width: 2 * SIDE + MIDDLE, height, drawn: rows.length, told };
}

/** The flows of names that are large enough, null for the others together; largest first. */
function gather(rows) {
  const kept = ["label", "series"].map((side) => {
    const ranked = [...sums(rows, side).keys()];
    return ranked.length <= MOST ? ranked : ranked.slice(0, MOST - 1);
  });
  const found = new Map();
  for (const { label, series, value } of rows) {
    const ends = [kept[0].includes(label) ? label : null, kept[1].includes(series) ? series : null];
    const key = JSON.stringify(ends);
    found.set(key, { label: ends[0], series: ends[1], value: value + (found.get(key)?.value ?? 0) });
  }
  const rank = (side, name) => (kept[side].includes(name) ? kept[side].indexOf(name) : MOST);
  return [...found.values()].sort((a, b) => rank(0, a.label) - rank(0, b.label) || rank(1, a.series) - rank(1, b.series));
}

/** The sum of each name of a side, largest first, the others last. */
function sums(rows, side) {
  const found = new Map();
  for (const one of rows) found.set(one[side], one.value + (found.get(one[side]) ?? 0));
  return new Map([...found].sort(([a, n], [b, m]) => (a === null) - (b === null) || m - n || (a < b ? -1 : 1)));
}

function placed(side, total) {
  let y = 6;
  const places = new Map();
  for (const [name, sum] of side) {
    const tall = Math.max((sum / total) * BANDS, 1);
    places.set(name, { y, tall, sum });
    y += Math.max(tall + 6, LEAST);
  }
  return places;
}

function drawn(flows, left, right, total) {
  const starts = new Map([...left].map(([name, { y }]) => [name, y]));
  const ends = new Map([...right].map(([name, { y }]) => [name, y]));
  const [x1, x2] = [SIDE + NODE, SIDE + MIDDLE - NODE];
  const half = (x1 + x2) / 2;
  return flows.map(({ label, series, value }) => {
    const tall = Math.max((value / total) * BANDS, 1);
    const [y1, y2] = [starts.get(label), ends.get(series)];
    starts.set(label, y1 + tall);
    ends.set(series, y2 + tall);
    return path(`M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}v${tall}C${half} ${y2 + tall} ${half} ${y1 + tall} ${x1} ${y1 + tall}Z`, "band");
  });
}

function names(places, x, unit, said) {
  const [at, anchor, node] = x ? [x + 6, "start", x - NODE] : [SIDE - 6, "end", SIDE];
  return [...places].flatMap(([name, { y, tall, sum }]) => {
    const label = name === null ? said("others") : shortened(name || said("unnamed"), LETTERS);
    return [
      svg("rect", { class: "bar-fill", x: node, y, width: NODE, height: tall }),
      words(at, y + Math.max(tall / 2, 5) + 4, `${label} · ${brief(sum, unit)}`, "", anchor)];
  });
}

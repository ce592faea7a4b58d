// Rows as lines over time: one a series, told apart by the form of its points and of its strokes. A year that a series
// does not have breaks its line.
import { path, shortened, words } from "./canvas.js";
import { brief } from "./figures.js";

const [MOST, LEFT, TOP, TALL, LEGEND, APART, LETTER] = [6, 66, 12, 190, 20, 72, 6.6];
const [WIDTH, LEAST] = [600, 300];
const POINTS = [
  "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z", "m-4 -4h8v8h-8Z", "m0 -5l5 5l-5 5l-5 -5Z", "m0 -5l5 9h-10Z", "m0 5l5 -9h-10Z",
  "m-5 -1.5h3.5v-3.5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5Z",
];
const isYear = (label) => /^[12]\d{3}$/.test(label);

export function lines(marks, unit, said, room) {
  const width = Math.max(LEAST, Math.min(WIDTH, room));
  const series = seriesOf(marks);
  const all = series.flatMap(([, points]) => points);
  const labels = [...new Set(all.map((one) => one.label))].sort();
  const places = placesOf(labels, LEFT + 12, width - 28);
  const top = ceiling(Math.max(0, ...all.map((one) => one.value)));
  const y = (value) => TOP + TALL - (Math.max(value, 0) / top) * TALL;
  const parts = [0, top / 2, top].flatMap((value) => [
    path(`M${LEFT} ${y(value)}H${width - 16}`, value ? "rule" : "axis"),
    words(LEFT - 6, y(value) + 4, brief(value, unit), "pale small", "end")]);
  for (const label of underAxis(labels, places)) {
    const x = Math.min(Math.max(places.get(label), LEFT + APART / 2 - 12), width - APART / 2);
    parts.push(words(x, TOP + TALL + 18, label, "small", "middle"));
  }
  series.forEach(([, points], place) => parts.push(...line(points, place, places, y)));
  const named = series.filter(([name]) => name);
  named.forEach(([name], place) => parts.push(...legend(name, place, width)));
  return { parts, width, height: TOP + TALL + 34 + LEGEND * named.length, drawn: all.length };
}

/** The first series with their points in order; rows without a place or a number have no point. */
function seriesOf(marks) {
  const found = new Map();
  for (const mark of marks)
    if (mark.label && mark.value !== null) found.set(mark.series, [...(found.get(mark.series) ?? []), mark]);
  return [...found].slice(0, MOST).map(([name, points]) => [name, points.sort((a, b) => (a.label < b.label ? -1 : 1))]);
}

/** Where each label stands: by its year or its day when all have one, else by its rank. */
function placesOf(labels, start, end) {
  const numbers = labels.map((one) => (isYear(one) ? Number(one) : /^\d{4}-\d\d-\d\d$/.test(one) ? Date.parse(one) / 864e5 : NaN));
  const known = numbers.every(Number.isFinite) ? numbers : labels.map((_, place) => place);
  const first = Math.min(...known);
  const span = Math.max(...known) - first || 1;
  return new Map(labels.map((label, place) => [label, start + ((known[place] - first) / span) * (end - start)]));
}

/** The first label and the last, and those between that have room. */
function underAxis(labels, places) {
  const kept = [...new Set([...labels.slice(0, 1), ...labels.slice(-1)])];
  for (const label of labels.slice(1, -1))
    if (kept.every((one) => Math.abs(places.get(label) - places.get(one)) >= APART)) kept.push(label);
  return kept.sort();
}

/** The next of 1, 2, 5, 10, 20, 50 … that is not below. */
function ceiling(value) {
  const step = value > 0 ? 10 ** Math.floor(Math.log10(value)) : 1;
  return step * [1, 2, 5, 10].find((times) => step * times >= value);
}

function line(points, place, places, y) {
  let [steps, before] = ["", null];
  for (const { label, value } of points) {
    const joined = before && !(isYear(label) && label - before > 1);
    steps += `${joined ? "L" : "M"}${places.get(label)} ${y(value)}`;
    before = label;
  }
  const dots = points.map(({ label, value }) => `M${places.get(label)} ${y(value)}${POINTS[place]}`).join("");
  return [path(steps, `line line-${place + 1}`), path(dots, `point line-${place + 1}`)];
}

function legend(name, place, width) {
  const y = TOP + TALL + 44 + place * LEGEND;
  return [
    path(`M${LEFT} ${y - 4}h40`, `line line-${place + 1}`),
    path(`M${LEFT + 20} ${y - 4}${POINTS[place]}`, `point line-${place + 1}`),
    words(LEFT + 50, y, shortened(name, Math.floor((width - LEFT - 54) / LETTER)))];
}

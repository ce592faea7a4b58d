// An answer as a picture, where its query says so in a line « # chart: bars | lines | flows label value series », by names of
// columns. The same drawing as the one that stands on the page of a question (`publication/site/pictures/`).
import { frame, path, shortened, svg, words } from "./canvas.js";
import { bands } from "./drawing-flows.js";
import { lines } from "./drawing-lines.js";
import { exact, number, unitOf } from "./figures.js";

const LINE = /^[ \t]*#[ \t]*chart:[ \t]*(\S.*?)[ \t]*$/m;
const BARS = { most: 25, width: 560, least: 280, step: 36, thick: 12, letters: 64 };

/** What the query asks to be drawn of an answer with these columns: null for nothing, {refused} when it cannot be. */
export function asked(query, columns) {
  const told = LINE.exec(query)?.[1];
  if (!told) return null;
  const [kind, label, value, series, ...more] = told.split(/\s+/);
  const names = [label, value, ...(series ? [series] : [])];
  const fits = kind in KINDS && value && !more.length && (series || kind !== "flows");
  return fits && names.every((one) => columns.includes(one)) ? { kind, label, value, series } : { refused: told };
}

/** The picture of an answer and how many rows it draws: {picture, drawn}; null when no row has a number. */
export function draw(chart, { bindings }, title, said, room) {
  const name = (term) => (!term ? "" : term.type === "uri" ? term.value.replace(/^.*[/#](?=.)/, "") : term.value);
  const marks = bindings.map((row) => {
    const value = row[chart.value] ? Number(row[chart.value].value) : NaN;
    return { label: name(row[chart.label]), value: Number.isFinite(value) ? value : null, series: chart.series ? name(row[chart.series]) : "" };
  });
  const known = marks.filter((one) => one.value !== null);
  if (!known.length) return null;
  const unit = unitOf(chart.value);
  const most = known.reduce((best, one) => (one.value > best.value ? one : best));
  const largest = said("told", { label: most.label || said("unnamed"), value: exact(most.value, unit), rows: number(marks.length) });
  const { parts, width, height, drawn, told } = KINDS[chart.kind](marks, unit, said, room);
  return { picture: frame(width, height, title, told ?? largest, parts), drawn };
}

function bars(marks, unit, said, room) {
  const shown = marks.slice(0, BARS.most);
  const width = Math.max(BARS.least, Math.min(BARS.width, room));
  const values = shown.map((one) => one.value ?? 0);
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low || 1;
  const place = (value) => 1 + ((value - low) / span) * (width - 3);
  const parts = shown.flatMap(({ label, value, series }, row) => {
    const y = row * BARS.step;
    const told = value === null ? "" : exact(value, unit);
    const name = (label || said("unnamed")) + (series ? ` · ${series}` : "");
    const letters = Math.max(8, Math.floor((BARS.letters * width) / BARS.width) - Math.max(0, told.length - 8));
    const written = words(4, y + 15, shortened(name, letters));
    if (value === null) return [written, words(4, y + 30, said("no_number"), "pale")];
    const [start, end] = [place(0), place(value)].sort((a, b) => a - b);
    const bar = svg("rect", { class: "bar-fill", x: start, y: y + 20, width: end - start, height: BARS.thick });
    return [written, words(width - 2, y + 15, told, "value", "end"), bar];
  });
  parts.push(path(`M${place(0)} 0V${shown.length * BARS.step}`, "axis"));
  return { parts, width, height: shown.length * BARS.step + 2, drawn: shown.length };
}

const KINDS = { bars, lines, flows: bands };

// An answer as a picture, where its query says so in a line « # chart: bars | lines | flows label value series », by names of
// columns. The same drawing as the one that stands on the page of a question (`publication/site/pictures/`).
import { frame, shortened, svg, words } from "./canvas.js";
import { bands } from "./drawing-flows.js";
import { lines } from "./drawing-lines.js";
import { exact, number, unitOf } from "./figures.js";

const LINE = /^[ \t]*#[ \t]*chart:[ \t]*(\S.*?)[ \t]*$/m;
const BARS = { most: 25, step: 36, thick: 12, letters: 64 };

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

/** A bar a row, placed in percents: as wide as its place. */
function bars(marks, unit, said) {
  const shown = marks.slice(0, BARS.most);
  const values = shown.map((one) => one.value ?? 0);
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low || 1;
  const place = (value) => ((value - low) / span) * 100;
  const parts = shown.flatMap(({ label, value, series }, row) => {
    const y = row * BARS.step;
    const name = words(4, y + 15, shortened((label || said("unnamed")) + (series ? ` · ${series}` : ""), BARS.letters));
    if (value === null) return [name, words(4, y + 30, said("no_number"), "pale")];
    const [start, end] = [place(0), place(value)].sort((a, b) => a - b);
    const bar = svg("rect", { class: "bar-fill", x: `${start}%`, y: y + 20, width: `${end - start}%`, height: BARS.thick });
    return [name, words("100%", y + 15, exact(value, unit), "value", "end"), bar];
  });
  const height = shown.length * BARS.step;
  parts.push(svg("line", { class: "axis", x1: `${place(0)}%`, x2: `${place(0)}%`, y1: 0, y2: height }));
  return { parts, width: null, height: height + 2, drawn: shown.length };
}

const KINDS = { bars, lines, flows: bands };

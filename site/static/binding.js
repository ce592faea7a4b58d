// A reader's values enter a query here: checked by kind, written as terms on the line that the query keeps for them,
//   VALUES (?year ?search) { (UNDEF UNDEF) }  # parameters
// as `registre.sparql.binding` does. A value that does not fit is refused, never mended.
const XSD = "http://www.w3.org/2001/XMLSchema#";
const FORMS = {
  date: [/^\d{4}-\d\d-\d\d$/, "date"],
  year: [/^[12]\d{3}$/, "gYear"],
  integer: [/^-?\d{1,18}$/, "integer"],
  decimal: [/^-?\d{1,18}(?:\.\d{1,6})?$/, "decimal"],
  boolean: [/^(?:true|false)$/, "boolean"],
};

/** `value` as a term of `kind`, or null when it is none. */
export function term(kind, value) {
  if (kind === "string")
    return value.length > 1000 || /[\\\p{C}\p{Zl}\p{Zp}]/u.test(value) ? null : `"${value.normalize("NFC").replaceAll('"', '\\"')}"`;
  if (kind === "iri") return /^https?:\/\/[^\s<>"{}|\\^`\p{C}]+$/u.test(value) ? `<${value}>` : null;
  const [form, type] = FORMS[kind];
  if (!form.test(value) || (kind === "date" && !isDay(value))) return null;
  return `"${value}"^^<${XSD}${type}>`;
}

function isDay(value) {
  const day = new Date(`${value}T00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** The SPARQL of a question of the library with `values` (by name) on its line; throws {missing} or {wrong} with the parameter. */
export function bind(question, values) {
  if (!question.parameters.length) return question.sparql;
  const chosen = question.parameters.map((one) => {
    const value = (values[one.name] ?? "").trim() || one.default;
    if (!value && one.required) throw { missing: one };
    const made = value ? term(one.kind, value) : "UNDEF";
    if (made === null) throw { wrong: one };
    return made;
  });
  const names = question.parameters.map((one) => `?${one.name}`).join(" ");
  const line = `VALUES (${names}) { (${chosen.join(" ")}) }  # parameters`;
  return question.sparql.split("\n").map((one) => (/^\s*VALUES .*# parameters\s*$/.test(one) ? one.match(/^\s*/)[0] + line : one)).join("\n");
}

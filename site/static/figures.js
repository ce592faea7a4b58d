// Numbers as people write them in the language of the page, as `registre.publication.site.pictures.marks` does.
const language = document.documentElement.lang;
const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });

/** What the numbers of a column count, by the end of its name: "eur", "percent" or "". */
export const unitOf = (column) => /_(eur|percent)$/.exec(column)?.[1] ?? "";

/** 12 345,50 € · 45,2 % · 17 */
export function exact(value, unit) {
  if (unit !== "eur") return plain.format(value) + (unit ? (language === "fr" ? "\u202f%" : "%") : "");
  const cents = Number.isInteger(Math.round(value * 100) / 100) ? 0 : 2;
  return value.toLocaleString(language, { style: "currency", currency: "EUR", minimumFractionDigits: cents, maximumFractionDigits: cents });
}

/** 12 k€ · 45,2 % · 17 */
export function brief(value, unit) {
  if (unit !== "eur" || value < 1000) return exact(unit === "eur" ? Math.round(value) : value, unit);
  const [step, letter] = value >= 1e6 ? [1e6, "M"] : [1e3, "k"];
  const shown = (value / step).toFixed(value / step < 10 ? 1 : 0).replace(/\.0$/, "");
  return language === "fr" ? `${shown.replace(".", ",")}\u202f${letter}€` : `€${shown}${letter}`;
}

/** 5,9 Mo: decimal units, from kilobytes. */
export function size(bytes) {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}

/** 12 345 */
export const number = (value, digits = 0) => value.toLocaleString(language, { maximumFractionDigits: digits });

// What drawings are made of: a frame with title and description, lines, words. Colours are those of the style sheet.
let drawings = 0;

/** An element of SVG. */
export function svg(tag, attributes = {}, text) {
  const one = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  if (text !== undefined) one.textContent = text;
  return one;
}
export const words = (x, y, text, look, anchor = "start") =>
  svg("text", { x, y, "text-anchor": anchor, ...(look && { class: look }) }, text);
export const path = (d, look) => svg("path", { d, class: look });
export const shortened = (text, most) => (text.length <= most ? text : text.slice(0, most - 1).trimEnd() + "…");

/** The picture: its title is its name, its description says what the eye would take from it. Without a width it is fluid. */
export function frame(width, height, title, told, parts) {
  const id = `drawn-${++drawings}`;
  const picture = svg("svg", {
    class: "pic", role: "img", height, ...(width ? { viewBox: `0 0 ${width} ${height}`, width } : { width: "100%" }),
    "aria-labelledby": `${id}-t`, "aria-describedby": `${id}-d`,
  });
  picture.append(svg("title", { id: `${id}-t` }, title), svg("desc", { id: `${id}-d` }, told), ...parts);
  return picture;
}

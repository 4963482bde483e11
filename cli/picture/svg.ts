import { type PolicyReach, remarkOn } from "./reach";
import { type Box, type Line, layOut } from "./svgLayout";

/** The picture as an SVG file that needs nothing beside it. @internal */
export function svgPicture(policies: readonly PolicyReach[]): string {
  const { width, height, lines, policies: left, audiences: right } = layOut(policies);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="14">`,
    "<title>Which policy reaches whom</title>",
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...lines.map(path),
    ...lines.map(remark),
    ...left.map(({ node: { name, noun }, box }) => labelledBox(box, 6, "#e8f0fe", "#1a56b0", name, noun)),
    ...right.map(({ node: { name }, box }) => labelledBox(box, 22, "#f3f4f6", "#4b5563", name)),
    "</svg>",
    "",
  ].join("\n");
}

function path({ edge, from, to }: Line): string {
  const bend = (to.x - from.x) / 3;
  const stroke = edge.excluded ? `stroke="#b42318" stroke-dasharray="6 5"` : `stroke="#1a56b0"`;
  const curve = `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - 2 * bend} ${to.y} ${to.x} ${to.y}`;
  return `<path d="${curve}" fill="none" ${stroke} stroke-width="1.5"/>`;
}

/** At the end of its line, on a ground of its own where other lines pass. */
function remark({ edge, to }: Line): string {
  const text = remarkOn(edge);
  if (text === "") return "";
  const look = `text-anchor="end" font-size="10" fill="#374151" stroke="#ffffff" stroke-width="3" paint-order="stroke"`;
  return `<g>${title(text)}${label(to.x - 8, to.y + 3, shorten(text, 44), look)}</g>`;
}

function labelledBox(
  box: Box,
  radius: number,
  fill: string,
  stroke: string,
  name: string,
  below?: string,
): string {
  const [centre, middle] = [box.x + box.width / 2, box.y + box.height / 2];
  const rect = `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="${radius}" fill="${fill}" stroke="${stroke}"/>`;
  const first = label(
    centre,
    below === undefined ? middle + 5 : middle - 2,
    shorten(name, 34),
    `text-anchor="middle" fill="#111827"`,
  );
  const second =
    below === undefined
      ? ""
      : label(centre, middle + 14, below, `text-anchor="middle" font-size="11" fill="#4b5563"`);
  return `<g>${title(name)}${rect}${first}${second}</g>`;
}

/** What a browser shows when the pointer rests: the whole of a text. */
function title(text: string): string {
  return `<title>${escaped(text)}</title>`;
}

function label(x: number, y: number, text: string, look: string): string {
  return `<text x="${x}" y="${y}" ${look}>${escaped(text)}</text>`;
}

/** GUIDs by their beginning, as people tell them apart, and no longer than there is room for. */
function shorten(text: string, most: number): string {
  const characters = [...text.replaceAll(/\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, "$1…")];
  return characters.length <= most ? characters.join("") : `${characters.slice(0, most - 1).join("")}…`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

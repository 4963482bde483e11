import { type PolicyReach, remarkOn } from "./reach";
import { type Box, type Layout, layOut } from "./svgLayout";

/** The picture as an SVG file that needs nothing beside it. @internal */
export function svgPicture(policies: readonly PolicyReach[]): string {
  const layout = layOut(policies);
  const { width, height } = layout;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="14">`,
    "<title>Which policy reaches whom</title>",
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...layout.lines.map(line),
    ...layout.policies.map(({ policy, box }) => node(box, policy.name, policy.noun, "#e8f0fe", "#1a56b0", 6)),
    ...layout.audiences.map(({ audience, box }) =>
      node(box, audience.name, undefined, "#f3f4f6", "#4b5563", 22),
    ),
    "</svg>",
    "",
  ].join("\n");
}

function line({ edge, from, to }: Layout["lines"][number]): string {
  const [x1, y1, x2, y2] = [from.x + from.width, middle(from), to.x, middle(to)];
  const bend = (x2 - x1) / 2;
  const stroke = edge.excluded ? `stroke="#b42318" stroke-dasharray="6 5"` : `stroke="#1a56b0"`;
  const remark = remarkOn(edge);
  const path = `<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" fill="none" ${stroke} stroke-width="1.5"/>`;
  if (remark === "") return path;
  // Near its end, where lines to different audiences have parted.
  const text = label(x2 - 8, y2 - 5, shorten(remark, 36), `text-anchor="end" font-size="11" fill="#4b5563"`);
  return `<g><title>${escaped(remark)}</title>${path}${text}</g>`;
}

function node(
  { x, y, width, height }: Box,
  name: string,
  below: string | undefined,
  fill: string,
  stroke: string,
  radius: number,
): string {
  const centre = x + width / 2;
  const anchor = `text-anchor="middle" fill="#111827"`;
  const first = label(centre, y + (below === undefined ? 27 : 19), shorten(name, 38), anchor);
  const second =
    below === undefined
      ? ""
      : label(centre, y + 35, below, `text-anchor="middle" font-size="11" fill="#4b5563"`);
  return `<g><title>${escaped(name)}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}"/>${first}${second}</g>`;
}

function label(x: number, y: number, text: string, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(text)}</text>`;
}

function middle({ y, height }: Box): number {
  return y + height / 2;
}

/** The whole text is in the element's title. */
function shorten(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
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

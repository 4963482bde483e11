/** One line of the picture. */
interface Line {
  readonly name: string;
  readonly color: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** One of the pictures that stand side by side. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

const panelSize = { width: 300, height: 220 };
const margin = { top: 46, right: 16, bottom: 40, left: 46 };

/** Draws time over the number of resources, as a standalone SVG. Both axes begin at 0. */
export function curveSvg(panels: readonly Panel[]): string {
  const width = panels.length * panelSize.width;
  const height = panelSize.height + 28;
  const legend = panels[0]?.lines ?? [];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11" role="img" aria-label="Time over number of resources">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...panels.map(
      (panel, index) => `<g transform="translate(${index * panelSize.width} 0)">${panelSvg(panel)}</g>`,
    ),
    ...legend.map(({ name, color }, index) => {
      const x = margin.left + index * 190;
      const y = panelSize.height + 12;
      return `<path d="M${x} ${y}h20" stroke="${color}" stroke-width="2"/><text x="${x + 26}" y="${y + 4}" fill="#333333">${name}</text>`;
    }),
    "</svg>",
    "",
  ].join("\n");
}

function panelSvg({ title, lines }: Panel): string {
  const points = lines.flatMap((line) => line.points);
  const right = Math.max(...points.map(({ x }) => x));
  const top = niceAbove(Math.max(...points.map(({ y }) => y)));
  const [innerWidth, innerHeight] = [
    panelSize.width - margin.left - margin.right,
    panelSize.height - margin.top - margin.bottom,
  ];
  const x = (value: number) => round(margin.left + (value / right) * innerWidth);
  const y = (value: number) => round(margin.top + innerHeight - (value / top) * innerHeight);
  const ticks = [0, top / 4, top / 2, (3 * top) / 4, top];
  const sizes = [...new Set(points.map((point) => point.x))];
  return [
    `<text x="${margin.left}" y="24" font-size="13" fill="#111111">${title}</text>`,
    ...ticks.map(
      (tick) =>
        `<path d="M${margin.left} ${y(tick)}h${innerWidth}" stroke="#dddddd"/><text x="${margin.left - 6}" y="${y(tick) + 4}" text-anchor="end" fill="#333333">${round(tick)} s</text>`,
    ),
    ...sizes.map(
      (size) =>
        `<text x="${x(size)}" y="${panelSize.height - margin.bottom + 16}" text-anchor="middle" fill="#333333">${size}</text>`,
    ),
    ...lines.map(({ color, points: own }) => {
      const path = own
        .map((point, index) => `${index === 0 ? "M" : "L"}${x(point.x)} ${y(point.y)}`)
        .join("");
      const dots = own.map(
        (point) => `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="3" fill="${color}"/>`,
      );
      return `<path d="${path}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join("")}`;
    }),
  ].join("\n");
}

/** The next of 1, 2, 4 or 8 times a power of ten. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 8, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

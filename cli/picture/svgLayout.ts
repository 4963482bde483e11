import { type Audience, audiencesOf, type Edge, type PolicyReach } from "./reach";

/** A box with its place: all lengths are pixels. @internal */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something in its box. */
interface Placed<Node> {
  readonly node: Node;
  readonly box: Box;
}

/** From the right side of a policy's box to the left side of an audience's. @internal */
export interface Line {
  readonly edge: Edge;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** Where everything stands. @internal */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly policies: readonly Placed<PolicyReach>[];
  readonly audiences: readonly Placed<Audience>[];
  readonly lines: readonly Line[];
}

const margin = 24;
const boxWidth = 280;
const smallestBox = 44;
const gap = 14;
const between = 400;
/** Each line ends at a height of its own, with room for what is said of it. */
const portHeight = 16;

interface Link {
  readonly policy: PolicyReach;
  readonly edge: Edge;
}

/**
 * Two columns: policies on the left, those whom they reach on the right, each at the mean height of the
 * policies that reach it, so that few lines cross.
 *
 * @internal
 */
export function layOut(policies: readonly PolicyReach[]): Layout {
  const audiences = byMeanPolicy(policies);
  const rows = new Map(audiences.map(({ key }, row) => [key, row]));
  const row = ({ audience }: Edge) => rows.get(audience.key) ?? 0;
  // In the order of both columns, in which lines leave and arrive: so they do not cross beside a box.
  const links = policies.flatMap((policy) =>
    [...policy.edges].sort((a, b) => row(a) - row(b)).map((edge): Link => ({ policy, edge })),
  );
  const left = stack(
    policies,
    Map.groupBy(links, ({ policy }) => policy.key),
  );
  const right = stack(
    audiences,
    Map.groupBy(links, ({ edge }) => edge.audience.key),
  );
  const height = Math.max(left.height, right.height);
  const policyColumn = placeAt(left, margin, height);
  const audienceColumn = placeAt(right, margin + boxWidth + between, height);
  return {
    width: 2 * margin + 2 * boxWidth + between,
    height: height + 2 * margin,
    policies: policyColumn.placed,
    audiences: audienceColumn.placed,
    lines: links.map((link) => ({
      edge: link.edge,
      from: { x: margin + boxWidth, y: policyColumn.ports.get(link) ?? 0 },
      to: { x: margin + boxWidth + between, y: audienceColumn.ports.get(link) ?? 0 },
    })),
  };
}

interface Stacked<Node> {
  readonly node: Node;
  readonly y: number;
  readonly height: number;
  readonly links: readonly Link[];
}

function stack<Node extends { key: string }>(
  nodes: readonly Node[],
  links: ReadonlyMap<string, readonly Link[]>,
) {
  let y = 0;
  const boxes = nodes.map((node): Stacked<Node> => {
    const own = links.get(node.key) ?? [];
    const height = Math.max(smallestBox, (own.length + 1) * portHeight);
    const box = { node, y, height, links: own };
    y += height + gap;
    return box;
  });
  return { boxes, height: Math.max(0, y - gap) };
}

/** Gives a stack its place in the middle of the picture, and each link its height at the side of its box. */
function placeAt<Node>(
  { boxes, height: own }: { readonly boxes: readonly Stacked<Node>[]; readonly height: number },
  x: number,
  height: number,
) {
  const top = margin + (height - own) / 2;
  const ports = new Map<Link, number>();
  const placed = boxes.map((box): Placed<Node> => {
    const first = top + box.y + (box.height - (box.links.length - 1) * portHeight) / 2;
    box.links.forEach((link, index) => {
      ports.set(link, first + index * portHeight);
    });
    return { node: box.node, box: { x, y: top + box.y, width: boxWidth, height: box.height } };
  });
  return { placed, ports };
}

function byMeanPolicy(policies: readonly PolicyReach[]): Audience[] {
  const rows = new Map<string, number[]>();
  policies.forEach(({ edges }, row) => {
    for (const { audience } of edges) rows.set(audience.key, [...(rows.get(audience.key) ?? []), row]);
  });
  const mean = ({ key }: Audience) => {
    const own = rows.get(key) ?? [];
    return own.reduce((sum, row) => sum + row, 0) / own.length;
  };
  return audiencesOf(policies).sort((a, b) => mean(a) - mean(b));
}

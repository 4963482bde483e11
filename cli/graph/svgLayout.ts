import { type Audience, audiencesOf, type Edge, type PolicyReach } from "./reach";

/** A box with its place: all lengths are pixels. @internal */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything stands. @internal */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly policies: readonly { readonly policy: PolicyReach; readonly box: Box }[];
  readonly audiences: readonly { readonly audience: Audience; readonly box: Box }[];
  readonly lines: readonly { readonly edge: Edge; readonly from: Box; readonly to: Box }[];
}

const margin = 24;
const boxWidth = 300;
const boxHeight = 44;
const gap = 14;
const between = 320;

/**
 * Two columns: policies on the left, those whom they reach on the right, each at the mean height of the
 * policies that reach it, so that few lines cross.
 *
 * @internal
 */
export function layOut(policies: readonly PolicyReach[]): Layout {
  const audiences = byMeanPolicy(policies);
  const rows = Math.max(policies.length, audiences.length, 1);
  const height = 2 * margin + rows * (boxHeight + gap) - gap;
  const column = (x: number, count: number, index: number): Box => {
    const free = height - 2 * margin - count * (boxHeight + gap) + gap;
    return { x, y: margin + free / 2 + index * (boxHeight + gap), width: boxWidth, height: boxHeight };
  };
  const left = policies.map((policy, index) => ({ policy, box: column(margin, policies.length, index) }));
  const right = audiences.map((audience, index) => ({
    audience,
    box: column(margin + boxWidth + between, audiences.length, index),
  }));
  const boxes = new Map(right.map(({ audience, box }) => [audience.key, box]));
  const lines = left.flatMap(({ policy, box: from }) =>
    policy.edges.flatMap((edge) => {
      const to = boxes.get(edge.audience.key);
      return to === undefined ? [] : [{ edge, from, to }];
    }),
  );
  return { width: 2 * margin + 2 * boxWidth + between, height, policies: left, audiences: right, lines };
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

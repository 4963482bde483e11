export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Two contenders of the same rounds. */
export interface Ratio {
  /** The median of the rounds' ratios, in which a disturbance that is longer than a round cancels out. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Compares round by round. */
export function ratio(values: readonly number[], floors: readonly number[]): Ratio {
  const ratios = values.map((value, round) => value / (floors[round] ?? Number.NaN));
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/** "1.04 (0.98 to 1.11)" */
export function describeRatio({ median, least, most }: Ratio): string {
  const text = median.toFixed(2);
  return least === most ? text : `${text} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

/** The median, with the least and the most if they differ: "1.2 (1.0 to 3.1)". */
export function describeSpread(values: readonly number[]): string {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)].map(short);
  return least === most ? String(middle) : `${middle} (${least} to ${most})`;
}

/** "1.2 s" */
export function seconds(value: number): string {
  return `${short(value)} s`;
}

/** Three digits, and whole numbers whole. */
function short(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

import { it } from "vitest";

/** Adds a step: what is true after it, and the code that shows it. */
export type Step = (what: string, show: () => void | Promise<void>) => void;

/**
 * One test whose steps build on each other, as the operations on a stack do. The steps run in their order, whatever the
 * order of tests, and count as one test.
 *
 * @param before - Runs before each step.
 */
export function walkthrough(name: string, { before }: { readonly before?: () => void } = {}): Step {
  const steps: Parameters<Step>[] = [];
  it(name, { timeout: 1_800_000 }, async () => {
    for (const [what, show] of steps) {
      before?.();
      try {
        await show();
      } catch (error) {
        if (error instanceof Error) error.message = `${what}: ${error.message}`;
        throw error;
      }
    }
  });
  return (...step) => steps.push(step);
}

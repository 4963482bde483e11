import type * as resourceModule from "../../provider/resources.ts";
import type * as dynamicResource from "../../sdk/dynamicResource.ts";
import { imported } from "../../tools/build/built.mts";
import type { Scratch } from "../engine/scratch.mts";
import { Stack, stackEnv } from "../engine/stack.mts";
import type { Findings } from "../report/row.mts";
import { withTenant } from "../tenant.mts";

interface State {
  readonly deployment: { readonly resources: readonly { type: string; inputs?: object; outputs?: object }[] };
}

/** What assignments add to the state. */
export async function sizesOf(scratch: Scratch): Promise<Findings> {
  const bytes = await bytesInState(scratch);
  const lengths = await providerLengths();
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  return {
    rows: [
      {
        figure:
          "bytes of one assignment's inputs and outputs in the state (observed face, whose ids are longest)",
        goal: "≤ 700",
        measured: String(bytes),
        met: bytes <= 700,
      },
      {
        figure: "length of `__provider`, from the shortest to the longest class name",
        goal: "≤ 100",
        measured: `${least} to ${most}`,
        met: most <= 100,
      },
    ],
  };
}

async function bytesInState(scratch: Scratch): Promise<number> {
  return await withTenant(1, { service: "observed" }, async (tenant) => {
    const stack = await Stack.create(scratch, { kind: "intune", n: 5, policies: 1 }, stackEnv(tenant));
    await stack.run("up");
    const { resources } = (JSON.parse(await stack.exportState()) as State).deployment;
    await stack.remove();
    const own = resources.filter(({ type }) => type.includes("intune:"));
    return Math.max(
      ...own.map(({ inputs, outputs }) => JSON.stringify(inputs).length + JSON.stringify(outputs).length),
    );
  });
}

async function providerLengths(): Promise<number[]> {
  const { resources } = await imported<typeof resourceModule>("provider/resources.js");
  const { withProvider } = await imported<typeof dynamicResource>("sdk/dynamicResource.js");
  return [...resources.keys()].map((name) => String(withProvider(name, {})["__provider"]).length);
}

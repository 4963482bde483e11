import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { generateSdk } from "../../tools/engine/languages.mts";
import { root } from "../../tools/setup/root.mjs";
import { Tenant } from "../support/tenant";
import { context } from "./harness/context";
import { pulumiYaml } from "./harness/project";
import { Stack, type StackOptions } from "./harness/stack";
import { go } from "./languages/go";
import { java } from "./languages/java";
import { python } from "./languages/python";

const collection = "deviceCompliancePolicies";
const groups = [1, 2].map((n) => `2b3c4d5e-0000-4000-8000-00000000000${n}`) as [string, string];
const languages = [python, go, java].filter(({ name }) => context.languages.includes(name));

describe.skipIf(languages.length === 0).each(languages)(
  "a $name program with the SDK of the schema",
  ({ name, program, quickstart, prepare, install }) => {
    let emulator: RunningEmulator;
    let tenant: Tenant;
    const sdks = path.join(context.scratch, "sdk");
    const sdk = path.join(sdks, name);
    let prepared: { env: Record<string, string>; files: Record<string, string> };

    beforeAll(async () => {
      await generateSdk(context.engine, name, path.join(root, "dist", "plugin", "schema.json"), sdks);
      prepared = await prepare(sdk);
    });
    beforeEach(async () => {
      emulator = await startEmulator({ service: "observed" });
      tenant = new Tenant(emulator.url);
      return () => emulator.close();
    });

    async function stackOf(
      files: Readonly<Record<string, string>>,
      options: Pick<StackOptions, "config" | "secrets">,
    ): Promise<Stack> {
      const stack = await Stack.create({
        program: "",
        files: { ...files, ...prepared.files, "Pulumi.yaml": pulumiYaml({ runtime: name }) },
        env: prepared.env,
        ...options,
      });
      await install?.(stack, sdk);
      return stack;
    }

    it("lives from preview to destroy", async () => {
      const [policy, otherPolicy] = (await tenant.policies(collection)) as [string, string];
      const stack = await stackOf(program, {
        config: { policy, otherPolicy, endpoint: emulator.url, group: groups[0] },
        secrets: { token: `the-token-of-the-${name}-program` },
      });
      const compliant = () => tenant.groups(collection, policy);

      expect((await stack.preview()).changes).toEqual({ pilot: "create", everybody: "create" });
      expect(await compliant()).toEqual([]);
      await stack.up();
      expect(await compliant()).toEqual([groups[0]]);
      const [assignment] = await tenant.assignments(collection, policy);
      expect(await stack.outputs()).toEqual({ assignmentId: assignment?.id });
      expect((await stack.up()).changes).toEqual({ pilot: "same", everybody: "same" });

      await stack.setConfig({ group: groups[1] });
      expect((await stack.up()).changes).toEqual({ pilot: "update", everybody: "update" });
      expect(await compliant()).toEqual([groups[1]]);
      expect((await stack.destroy()).changes).toEqual({ pilot: "delete", everybody: "delete" });
      expect(await compliant()).toEqual([]);
    });

    it("is the quickstart of examples/", async () => {
      const stack = await stackOf(quickstart, {
        config: { "intune:graphEndpoint": emulator.url },
        secrets: { "intune:accessToken": "the-token-of-the-quickstart" },
      });
      await stack.up();
      const group = "a0000000-0000-4000-8000-000000000001";
      expect(await tenant.groups(collection, "c0000000-0000-4000-8000-000000000001")).toEqual([group]);
      const page = "e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration";
      expect(await tenant.groups("deviceEnrollmentConfigurations", page)).toEqual([group]);
    });
  },
);

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultRule, type JsonObject, type RunningEmulator, startEmulator } from "../../emulator";
import {
  about,
  classOf,
  type Declared,
  guid,
  inputsOf,
  type Program,
  policies,
  policyOf,
  program,
} from "../model/program";
import { Stack } from "./harness/stack";

/** `MODEL_STEPS=36 MODEL_SEED=1 npm run test:engine -- test/engine/model.test.ts` */
const steps = Number(process.env["MODEL_STEPS"] ?? 4);
const seed = Number(process.env["MODEL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const source = `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
for (const { className, name, inputs } of new pulumi.Config().requireObject("resources")) {
  new intune[className](name, inputs);
}
`;

const faults: fc.Arbitrary<FaultRule> = fc.record({
  method: fc.constantFrom("GET" as const, "POST" as const, "PATCH" as const, "DELETE" as const),
  nth: fc.integer({ min: 1, max: 4 }),
  fault: fc.constantFrom<FaultRule["fault"]>(
    { kind: "reset", when: "after" },
    { kind: "reset" },
    { kind: "answer", status: 502, body: "<html>Bad gateway</html>", when: "after" },
    { kind: "answer", status: 403, body: { error: { code: "Forbidden", message: "Injected." } } },
    { kind: "answer", status: 500, body: "<html>Oops</html>", when: "after" },
    { kind: "truncated" },
  ),
});
const filterId = "deviceAndAppManagementAssignmentFilterId";
const filterType = "deviceAndAppManagementAssignmentFilterType";
const foreign = {
  "@odata.type": "#microsoft.graph.groupAssignmentTarget",
  [filterId]: guid(60),
  [filterType]: "include",
  groupId: guid(901),
};
const ids = policies.map(([, , id]) => id);

describe.each(["documented", "observed"] as const)(
  "random programs under random faults through the engine, %s",
  (service) => {
    let emulator: RunningEmulator;
    let stack: Stack;
    beforeAll(async () => {
      const policy = (id: string) => ({ id, displayName: id, assignments: [{ target: foreign }] });
      const isConfiguration = (id: string) => id.includes("_");
      emulator = await startEmulator({
        service,
        state: {
          deviceCompliancePolicies: ids.filter((id) => !isConfiguration(id)).map(policy),
          deviceEnrollmentConfigurations: ids.filter(isConfiguration).map(policy),
        },
      });
      stack = await Stack.create({
        program: source,
        config: { "intune:graphEndpoint": emulator.url },
        secrets: { "intune:accessToken": "the-token-of-the-model" },
      });
    });
    afterAll(() => emulator.close());

    /** Every target that Graph holds, as the program would declare it, by policy. */
    function truth(): string[] {
      const { deviceCompliancePolicies, deviceEnrollmentConfigurations } = emulator.getState();
      return [...deviceCompliancePolicies, ...deviceEnrollmentConfigurations].flatMap(({ id, assignments }) =>
        assignments.map(({ target }) => `${id} ${canonical(declared(target))}`),
      );
    }

    it("converges after each failure and touches nothing of others", {
      timeout: 60_000 + steps * 90_000,
    }, async () => {
      process.stdout.write(`${service}: ${steps} steps, seed ${seed}\n`);
      const programs = fc.sample(fc.tuple(program, fc.array(faults, { maxLength: 2 })), {
        numRuns: steps,
        seed,
      });
      let before: Program = [];
      const ownedBySets = new Set<string>();
      let failures = 0;
      for (const [random, rules] of programs) {
        const next = compatible(random, before);
        const resources = next.map((each) => ({
          className: classOf(each),
          name: each.name,
          inputs: inputsOf(each),
        }));
        await stack.setConfig({ resources: JSON.stringify(resources) });
        emulator.setFaults(rules);
        await stack.up().catch(() => failures++);
        emulator.setFaults([]);
        await stack.up();
        const ours = next.flatMap(({ policy, targets }) =>
          targets.map((each) => `${policyOf(policy)[2]} ${canonical(each)}`),
        );
        // A whole set takes away what others have assigned.
        for (const { isSet, policy } of next) if (isSet) ownedBySets.add(policyOf(policy)[2]);
        const others = ids
          .filter((id) => !ownedBySets.has(id))
          .map((id) => `${id} ${canonical(declared(foreign))}`);
        expect(truth().sort()).toEqual([...ours, ...others].sort());
        before = next;
      }
      process.stdout.write(`${service}: ${failures} of ${steps} runs failed and were run again\n`);
      await stack.destroy();
      expect(truth()).toHaveLength(ids.length - ownedBySets.size);
    });
  },
);

/** The program without what another resource still holds in another way, and may only be deleted in this run. */
function compatible(next: Program, before: Program): Program {
  return next.filter(({ name, policy, targets }) =>
    before
      .filter((other) => other.policy === policy && other.name !== name)
      .flatMap((other) => other.targets)
      .every((held) =>
        targets.every((target) => about(held) !== about(target) || canonical(held) === canonical(target)),
      ),
  );
}

function declared({
  "@odata.type": type,
  [filterId]: id,
  [filterType]: mode,
  ...properties
}: JsonObject): Declared {
  const filter = mode === undefined || mode === "none" ? {} : { filter: { id, type: mode } };
  return { type: String(type).replace("#microsoft.graph.", ""), ...properties, ...filter };
}

function canonical(value: Declared): string {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

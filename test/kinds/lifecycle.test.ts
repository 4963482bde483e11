import { describe, expect, it } from "vitest";
import { type PolicyKind, policyKinds } from "../../provider/policyKind";
import { policyPropertiesOf } from "../../provider/resources";
import { configuredHandler } from "../support/providerProcess";
import { policyId, startServiceOfKind } from "./serviceOfKind";

const group = (n: number) => ({
  type: "groupAssignmentTarget",
  groupId: `2b3c4d5e-0000-4000-8000-00000000000${n}`,
});
const groupsOf = ({ assignments }: { assignments: readonly { target: Record<string, unknown> }[] }) =>
  assignments.map(({ target }) => String(target["groupId"]).slice(-1)).sort();
const foreign = {
  id: "somebody-elses",
  added: "by Microsoft",
  target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: group(9).groupId, more: null },
};
const rows = Object.values<PolicyKind>(policyKinds).flatMap((kind) =>
  [false, true].map((takesVerbs) => ({
    name: `${kind.noun}, verbs ${takesVerbs ? "taken" : "refused"}`,
    kind,
    takesVerbs,
  })),
);

describe.each(rows)("$name", ({ kind, takesVerbs }) => {
  async function open() {
    const service = await startServiceOfKind(kind, takesVerbs);
    service.assignments = [foreign];
    let runs = 0;
    /** A handler in a run of its own, as the engine has one for each operation. */
    const run = (className: string) =>
      configuredHandler(className, service.url, {
        "intune:retryPause": "1ms",
        // Sessions are shared by configuration.
        "intune:operationTimeout": `${600 + ++runs}s`,
      });
    const names = policyPropertiesOf(kind);
    return { service, run, names, policy: names.of({ kind, id: policyId }) };
  }

  it("creates, reads, changes and deletes one assignment, and keeps those of others", async ({
    onTestFinished,
  }) => {
    const { service, run, names, policy } = await open();
    onTestFinished(() => service.close());
    const single = await run(kind.className);
    const inputs = { ...policy, target: group(1) };
    expect((await single.check({}, inputs)).failures).toEqual([]);
    const { id, outs } = await single.create(inputs);
    expect(id.startsWith(`${names.idOf({ kind, id: policyId })}/`)).toBe(true);
    expect(groupsOf(service)).toEqual(["1", "9"]);
    expect(await single.read(id, outs)).toEqual({ id, props: outs, inputs });
    expect(await single.diff(id, { ...outs, __provider: "x" }, inputs)).toMatchObject({ changes: false });

    const changed = await (await run(kind.className)).update(id, outs, { ...policy, target: group(2) });
    expect(groupsOf(service)).toEqual(["2", "9"]);
    await (await run(kind.className)).delete(id, changed.outs);
    expect(service.assignments).toEqual([foreign]);
  });

  it("owns the whole set", async ({ onTestFinished }) => {
    const { service, run, policy, names } = await open();
    onTestFinished(() => service.close());
    const set = await run(`${kind.className}Set`);
    const inputs = { ...policy, targets: [group(1), group(2)] };
    expect((await set.check({}, inputs)).failures).toEqual([]);
    const { id, outs } = await set.create(inputs);
    expect(id).toBe(names.idOf({ kind, id: policyId }));
    expect(groupsOf(service)).toEqual(["1", "2"]);
    expect(await set.read(id, {})).toMatchObject({ id, inputs });
    await (await run(`${kind.className}Set`)).update(id, outs, { ...policy, targets: [group(2), group(3)] });
    expect(groupsOf(service)).toEqual(["2", "3"]);
  });

  it("tries single verbs where they are not known to be refused, and never asks what it has no route for", async ({
    onTestFinished,
  }) => {
    const { service, run, policy } = await open();
    onTestFinished(() => service.close());
    await (await run(kind.className)).create({ ...policy, target: group(1) });
    const tried = service.requests.some(
      ({ method, target }) => method === "POST" && target.endsWith("/assignments"),
    );
    expect(tried).toBe(kind.singleVerbs !== "refused");
    expect(service.refused).toHaveLength(tried && !takesVerbs ? 1 : 0);
  });
});

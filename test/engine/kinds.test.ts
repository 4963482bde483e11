import { beforeAll, describe, expect } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import type { PolicyKind } from "../../provider/policyKind";
import { policyPropertiesOf } from "../../provider/resources";
import type { Target } from "../../provider/target";
import {
  everyKind,
  groupIdOf,
  policiesOf,
  policyIdOf,
  targetsOf,
  tenantOfKinds,
  wireOf,
} from "../support/everyKind";
import { walkthrough } from "../support/walkthrough";
import { worlds } from "./harness/door";
import type { Stack } from "./harness/stack";

const group = (n: number): Target => ({ type: "groupAssignmentTarget", groupId: groupIdOf(n) });
const foreign = (n: number) => ({
  id: `somebody-elses-${n}`,
  added: "by Microsoft",
  target: wireOf(group(n)),
});
// The first policy gets one assignment beside somebody else's, the second a set in their place, the third none.
const state = tenantOfKinds(everyKind, () => [[foreign(90)], [foreign(91)], [foreign(92)]]);

const chosen = worlds({ dynamic: "observed", plugin: "documented" });

describe.each(chosen)("$name: policies of every kind on the $service service", ({ door, service }) => {
  let emulator: RunningEmulator;
  let stack: Stack;
  let others: object;

  beforeAll(async () => {
    emulator = await startEmulator({ service, state });
    others = notOurs();
    stack = await door.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    return () => emulator.close();
  });

  const step = walkthrough("live from create to destroy", { before: () => emulator.clearRequests() });

  const named = <One, Set>(one: (kind: PolicyKind) => One, set: (kind: PolicyKind) => Set) =>
    Object.fromEntries(
      everyKind.flatMap((kind): [string, One | Set][] => [
        [`${kind.collection}-one`, one(kind)],
        [`${kind.collection}-set`, set(kind)],
      ]),
    );
  const changes = (one: string, set: string) =>
    named(
      () => one,
      () => set,
    );
  const declare = (n: number) => {
    const policy = (kind: PolicyKind, id: number) =>
      policyPropertiesOf(kind).of({ kind, id: policyIdOf(kind, id) });
    return door.declare(stack, {
      resources: named(
        (kind) => ({ className: kind.className, args: { ...policy(kind, 1), target: group(n) } }),
        (kind) => ({
          className: `${kind.className}Set` as const,
          args: { ...policy(kind, 2), targets: targetsOf(kind, n) },
        }),
      ),
    });
  };

  /** The assignments of the nth policy of each kind. */
  const assignments = (n: number) =>
    everyKind.map((kind) => policiesOf(emulator.getState(), kind)[n - 1]?.assignments ?? []);
  const notOurs = () =>
    [1, 3].map((n) =>
      assignments(n).map((all) =>
        all
          .filter(({ id }) => id.startsWith("somebody"))
          .map((assignment) => ({ ...assignment, target: keyOf(assignment.target) })),
      ),
    );
  const targets = (n: number) => assignments(n).map((all) => all.map(({ target }) => keyOf(target)).sort());
  const declared = (of: (kind: PolicyKind) => readonly Target[]) =>
    everyKind.map((kind) =>
      of(kind)
        .map((target) => keyOf(wireOf(target)))
        .sort(),
    );
  const expectDeclared = (n: number) => {
    expect(targets(1)).toEqual(declared(() => [group(n), group(90)]));
    expect(targets(2)).toEqual(declared((kind) => targetsOf(kind, n)));
    expect(notOurs()).toEqual(others);
  };

  step("are assigned by one resource and by a set", async () => {
    await declare(1);
    expect((await stack.up()).changes).toEqual(changes("create", "create"));
    expectDeclared(1);
  });

  step("get back what somebody took away, and lose what somebody added", async () => {
    emulator.setState(state);
    expect((await stack.up({ args: ["--refresh"] })).changes).toEqual(changes("create", "update"));
    expectDeclared(1);
  });

  step("are assigned to others, by a run that refreshes first", async () => {
    await declare(3);
    expect((await stack.up({ args: ["--refresh"] })).changes).toEqual(changes("update", "update"));
    expectDeclared(3);
  });

  step("cost no request where nothing changed", async () => {
    expect((await stack.up()).changes).toEqual(changes("same", "same"));
    expect(emulator.requests).toEqual([]);
  });

  step("are left to the others by a destroy that refreshes first", async () => {
    expect((await stack.destroy({ args: ["--refresh"] })).changes).toEqual(changes("delete", "delete"));
    expect(targets(1)).toEqual(declared(() => [group(90)]));
    expect(targets(2)).toEqual(declared(() => []));
    expect(notOurs()).toEqual(others);
  });
});

/** A target as one text, without what beta shows where there is no filter. */
function keyOf(target: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(target).filter(([, value]) => value !== null && value !== "none");
  return JSON.stringify(said.sort());
}

import { describe, expect, it } from "vitest";
import { policyKinds } from "../../provider/policyKind";
import { Claims, describeRivals } from "../../provider/targets/claims";

const policyId = "9f2b6c1e-0000-4000-8000-00000000000A";
const policy = { kind: policyKinds.DeviceCompliancePolicy, id: policyId };
const group = (groupId: string) => ({ type: "groupAssignmentTarget", groupId }) as const;
const [first, second] = ["2b3c4d5e-0000-4000-8000-00000000000a", "2b3c4d5e-0000-4000-8000-00000000000b"];

describe("claims", () => {
  it("let the same owner claim again what it has, and give free what it had", () => {
    const claims = new Claims<string>();
    expect(claims.add("pilot", { policy, target: group(first) })).toBeUndefined();
    expect(claims.add("pilot", { policy, target: group(first) })).toBeUndefined();
    expect(claims.add("pilot", { policy, target: group(second) })).toBeUndefined();
    expect(claims.add("broad", { policy, target: group(first) })).toBeUndefined();
  });

  it("refuse another owner the same target, whatever letter case its ids and its filter have", () => {
    const claims = new Claims<string>();
    claims.add("pilot", { policy, target: group(first) });
    const filter = { id: second, type: "include" } as const;
    const target = { ...group(first.toUpperCase()), filter };
    const claim = { policy: { ...policy, id: policyId.toLowerCase() }, target };
    const rival = claims.add("twin", claim);
    expect(rival && describeRivals("twin", claim, rival, false)).toBe(
      `"twin" and "pilot" claim the same: "pilot" assigns group ${first.toUpperCase()} to compliance policy ${policyId.toLowerCase()} already. Declare it once.`,
    );
    expect(claims.add("third", { policy, target })?.owner).toBe("pilot");
  });

  it("refuse anything beside a whole set, in either order", () => {
    const claims = new Claims<string>();
    claims.add("all", { policy });
    expect(claims.add("pilot", { policy, target: group(first) })?.owner).toBe("all");
    expect(claims.add("all", { policy: { ...policy, id: "another" } })).toBeUndefined();
    expect(claims.add("pilot", { policy, target: group(first) })).toBeUndefined();
    expect(claims.add("all", { policy })?.owner).toBe("pilot");
  });

  it("name neither policy nor target if one is secret", () => {
    const claims = new Claims<string>();
    claims.add("pilot", { policy, target: group(first) });
    const claim = { policy, target: group(first) };
    const rival = claims.add("twin", claim);
    expect(rival && describeRivals("twin", claim, rival, true)).toBe(
      `"twin" and "pilot" claim the same: "pilot" assigns a target to a policy already. Declare it once.`,
    );
  });

  it("are free on a policy of another kind that has the same id", () => {
    const claims = new Claims<string>();
    const script = { kind: policyKinds.deviceManagementScripts, id: policyId };
    claims.add("pilot", { policy, target: group(first) });
    expect(claims.add("script", { policy: script, target: group(first) })).toBeUndefined();
    expect(
      claims.add("set", { policy: { ...script, kind: policyKinds.configurationPolicies } }),
    ).toBeUndefined();
  });
});

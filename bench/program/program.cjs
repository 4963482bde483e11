// The program of every stack: `n` assignments on `policies` policies, or one set of `n` targets, as BENCH says.
//
// Neighboring assignments are on different policies. This is the harder case, because few concurrent changes can be
// committed together.

const pulumi = require("@pulumi/pulumi");

/** @type {{ kind: string, n: number, policies: number, changed?: boolean }} */
const { kind, n, policies, changed } = JSON.parse(process.env["BENCH"] ?? "");

const { policyId, groupId } = require("./ids.cjs");

/** A dynamic resource of the same shape with another provider: see ./nothing.cjs, ./least.cjs and ./peer.cjs. */
class Floor extends pulumi.CustomResource {
  /** @param {string} name @param {object} args */
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/bench:DeviceCompliancePolicyAssignment", name, {
      assignmentId: undefined,
      ...args,
      __provider: `exports.handler=()=>require("pulumi-intune-bench/${kind}.cjs").handler()`,
    });
  }
}

/** The same resource by the plugin. */
class Plugged extends pulumi.CustomResource {
  /** @param {string} name @param {object} args */
  constructor(name, args) {
    super("intune:index:DeviceCompliancePolicyAssignment", name, { assignmentId: undefined, ...args });
  }
}

if (kind === "set") {
  const { DeviceCompliancePolicyAssignmentSet } = require("pulumi-intune");
  const targets = Array.from({ length: n }, (_, index) => ({
    type: /** @type {const} */ ("groupAssignmentTarget"),
    groupId: groupId(changed && index === 0 ? n : index),
  }));
  new DeviceCompliancePolicyAssignmentSet("set", { deviceCompliancePolicyId: policyId(0), targets });
} else if (kind !== "empty") {
  const Resource =
    kind === "intune"
      ? require("pulumi-intune").DeviceCompliancePolicyAssignment
      : kind === "plugin"
        ? Plugged
        : Floor;
  for (let index = 0; index < n; index++) {
    new Resource(`assignment-${index}`, {
      deviceCompliancePolicyId: policyId(index % policies),
      target: { type: "groupAssignmentTarget", groupId: groupId(changed ? n + index : index) },
    });
  }
}

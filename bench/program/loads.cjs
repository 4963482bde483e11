// node loads.cjs program|provider|request [list]: prints how long loading took, or with `list` what was loaded, as JSON
// in the last line. Listing takes time itself, so it does not do both.
//
// `program`: what a program loads beyond @pulumi/pulumi. `provider`: what the provider process loads at its start.
// `request`: what it loads up to the answer of its first request.

const { registerHooks } = require("node:module");
const { policyId, groupId } = require("./ids.cjs");

const steps = {
  program: async () => {
    require("pulumi-intune");
  },
  provider: async () => {
    require("pulumi-intune/provider");
  },
  request: async () => {
    const { handler } = require("pulumi-intune/provider");
    const { configure, read } = handler("DeviceCompliancePolicyAssignment");
    await configure({ config: { get: () => undefined } });
    await read(`${policyId(0)}/x`, {
      deviceCompliancePolicyId: policyId(0),
      assignmentId: "x",
      target: { type: "groupAssignmentTarget", groupId: groupId(0) },
    });
  },
};

const [what, mode] = process.argv.slice(2);
if (what === "program") require("@pulumi/pulumi");

/** @type {Set<string>} */
const loaded = new Set();
if (mode === "list") {
  registerHooks({
    load(url, context, nextLoad) {
      if (url.startsWith("file:")) loaded.add(url);
      return nextLoad(url, context);
    },
  });
}

const started = performance.now();
steps[/** @type {keyof typeof steps} */ (what)]().then(() => {
  const ms = performance.now() - started;
  const packages = [...loaded].flatMap(
    (url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [],
  );
  const report = { ms, modules: loaded.size, packages: [...new Set(packages)].sort() };
  process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit());
});

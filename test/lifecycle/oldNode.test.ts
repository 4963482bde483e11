import { expect, it, onTestFinished } from "vitest";
import { handler } from "../../provider";

/** Lets this process say that it is another Node. */
function pretendNode(node: string): void {
  const before = Object.getOwnPropertyDescriptor(process, "versions") as PropertyDescriptor;
  Object.defineProperty(process, "versions", { ...before, value: { ...process.versions, node } });
  onTestFinished(() => void Object.defineProperty(process, "versions", before));
}

it.each(["20.20.2", "22.18.0", "9.99.0"])("Node %s is refused in one sentence", (version) => {
  pretendNode(version);
  expect(() => handler("DeviceCompliancePolicyAssignment")).toThrow(
    `pulumi-intune needs Node.js 22.19 or newer. Pulumi runs the provider with the first "node" on PATH, which is ${version}.`,
  );
});

it.each(["22.19.0", "23.0.0", "24.21.0"])("Node %s is taken", (version) => {
  pretendNode(version);
  expect(handler("DeviceCompliancePolicyAssignment")).toHaveProperty("create");
});

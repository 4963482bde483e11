import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator";
import { startGate } from "../support/gate";
import { Tenant } from "../support/tenant";
import { until } from "../support/until";
import { context } from "./harness/context";
import { doors } from "./harness/door";
import { providerProcessesOf } from "./harness/processes";

const plugin = doors.find(({ name }) => name === "plugin");

// Dynamic resources cannot: the engine's host for them does not pass a cancellation on, and outlives a killed engine
// until it prints a message.
describe.skipIf(plugin === undefined || process.platform === "win32" || !context.languages.includes("yaml"))(
  "the plugin",
  () => {
    async function start() {
      const emulator = await startEmulator({ service: "observed" });
      onTestFinished(() => emulator.close());
      const gate = await startGate(emulator.url);
      onTestFinished(() => gate.close());
      const [policy] = (await new Tenant(emulator.url).policies("deviceCompliancePolicies")) as [string];
      const stack = await plugin?.create({
        config: { "intune:graphEndpoint": gate.url },
        secrets: { "intune:accessToken": "the-token-of-the-interrupt" },
      });
      if (stack === undefined) throw new Error("skipped without the plugin");
      await plugin?.declare(stack, {
        resources: {
          pilot: {
            className: "DeviceCompliancePolicyAssignment",
            args: { deviceCompliancePolicyId: policy, target: { type: "allDevicesAssignmentTarget" } },
          },
        },
      });
      return { emulator, gate, stack };
    }

    it("ends a pause of nine minutes at the first Ctrl-C, and leaves nothing pending", async () => {
      const { emulator, stack } = await start();
      const answer = { kind: "answer", status: 429, headers: { "Retry-After": "540" } } as const;
      emulator.setFaults([{ fault: answer }]);
      emulator.clearRequests();
      const operation = stack.start("up", { expectFailure: true });
      await until("the pause has begun", () => emulator.requests.some(({ status }) => status === 429));
      operation.kill("SIGINT");
      const { output } = await operation.result;
      expect(output).not.toContain("bug in the provider");
      const { resources, pendingOperations } = await stack.exportState();
      expect(resources).toEqual({});
      expect(pendingOperations).toEqual([]);

      emulator.setFaults([]);
      expect((await stack.up()).changes).toEqual({ pilot: "create" });
      await stack.destroy();
    });

    it("ends by itself when its engine is killed", async () => {
      const { gate, stack } = await start();
      const held = gate.hold(1, "before");
      const operation = stack.start("up", { expectFailure: true });
      await held.reached;
      const pids = await providerProcessesOf(operation.pid ?? 0);
      expect(pids).not.toEqual([]);
      operation.kill("SIGKILL");
      await operation.result;
      await until("the plugin has ended", () => !pids.some(isAlive));
      await held.release();
    });
  },
);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

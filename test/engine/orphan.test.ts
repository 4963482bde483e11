import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigureRequest, CreateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator";
import { withProvider } from "../../sdk/dynamicResource";
import { root } from "../../tools/setup/root.mjs";
import { context } from "./harness/context";

const hostFile = path.join(root, "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider", "index.js");

it("a provider process whose engine was killed ends with the next line that nobody reads", async () => {
  const emulator = await startEmulator({ service: "observed" });
  onTestFinished(() => emulator.close());
  const provider = spawn(process.execPath, [hostFile, "127.0.0.1:9"], {
    cwd: context.scratch,
    env: { ...process.env, TMPDIR: context.scratch, TEMP: context.scratch },
  });
  onTestFinished(() => void provider.kill("SIGKILL"));
  const ended = once(provider, "exit");
  const [port] = (await once(provider.stdout, "data")) as [Buffer];
  const client = new ResourceProviderClient(`127.0.0.1:${String(port).trim()}`, credentials.createInsecure());
  onTestFinished(() => client.close());

  const config = { "intune:graphEndpoint": emulator.url, "intune:accessToken": "the-token-of-this-test" };
  const configured = Promise.withResolvers<void>();
  client.configure(new ConfigureRequest().setArgs(Struct.fromJavaScript(config)), (error: unknown) =>
    error ? configured.reject(error) : configured.resolve(),
  );
  await configured.promise;

  provider.stdout.destroy();
  provider.stderr.destroy();
  const { __provider } = withProvider("DeviceCompliancePolicyAssignment", {});
  const inputs = {
    deviceCompliancePolicyId: "c0000000-0000-4000-8000-000000000001",
    target: { type: "allDevicesAssignmentTarget" },
    __provider: String(__provider),
  };
  // It says that the service takes no single writes.
  client.create(new CreateRequest().setProperties(Struct.fromJavaScript(inputs)), () => {});
  expect(await ended).toEqual([1, null]);
});

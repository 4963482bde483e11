import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { execa } from "execa";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { describe, expect, it, onTestFinished } from "vitest";
import { root } from "../../tools/setup/root.mjs";
import { context } from "./harness/context";

/** Starts the plugin as the engine does, but for an engine, and waits until it says where it listens. */
async function startPlugin(nodeOptions = "") {
  const launcher = path.join(root, "dist", "plugin", "pulumi-resource-intune");
  const process = execa(launcher, [], {
    reject: false,
    buffer: false,
    env: { TMPDIR: context.scratch, TEMP: context.scratch, NODE_OPTIONS: nodeOptions },
  });
  onTestFinished(async () => {
    process.kill("SIGKILL");
    await process;
  });
  const [port] = (await once(createInterface(process.stdout), "line")) as [string];
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => client.close());
  const cancel = promisify((done: (error: unknown) => void) => client.cancel(new Empty(), done));
  const getPluginInfo = promisify((done: (error: unknown) => void) =>
    client.getPluginInfo(new Empty(), done),
  );
  return { process, cancel, getPluginInfo };
}

/** Emits the signal that stdin names, and answers whether anybody handles it. No other system than Windows can send it. */
const emitSignals = 'process.stdin.on("data", (name) => console.error(process.emit(String(name))));';

// Windows has no signals that a test could send.
describe.skipIf(process.platform === "win32")("the plugin's process", () => {
  it("ends at the interrupt that the engine sends after Cancel, and not at the one of a terminal", async () => {
    const { process, cancel, getPluginInfo } = await startPlugin();
    process.kill("SIGINT");
    await getPluginInfo();
    await cancel();
    process.kill("SIGINT");
    expect(await process).toMatchObject({ exitCode: 0 });
  });

  it("does the same at CTRL_BREAK, which the engine sends on Windows", async () => {
    const { process, cancel, getPluginInfo } = await startPlugin(
      `--import=data:text/javascript,${encodeURIComponent(emitSignals)}`,
    );
    const answers = createInterface(process.stderr);
    process.stdin.write("SIGBREAK");
    expect(await once(answers, "line")).toEqual(["true"]);
    await getPluginInfo();
    await cancel();
    process.stdin.write("SIGBREAK");
    expect(await process).toMatchObject({ exitCode: 0 });
  });
});

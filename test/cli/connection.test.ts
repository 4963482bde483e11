import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { fakePulumi } from "./support/fakePulumi";
import { runCommand } from "./support/runCommand";

let emulator: RunningEmulator;
let directory: string;

beforeAll(async () => {
  emulator = await startEmulator();
  return () => emulator.close();
});
beforeEach(async () => {
  directory = await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-intune-connection-")));
});
afterEach(() => rm(directory, { recursive: true }));

const env = (more: NodeJS.ProcessEnv = {}) => ({
  PATH: directory,
  INTUNE_GRAPH_ENDPOINT: emulator.url,
  INTUNE_ACCESS_TOKEN: "the-token-of-the-environment",
  ...more,
});
const graph = (more: NodeJS.ProcessEnv = {}, ...flags: string[]) =>
  runCommand(["graph", ...flags], { directory, env: env(more) });
const inProject = () => writeFile(path.join(directory, "Pulumi.yaml"), "name: project\nruntime: nodejs\n");

describe.skipIf(process.platform === "win32")("the configuration that a command signs in with", () => {
  it("is the environment alone outside of a project, without a word", async () => {
    const { stdout, stderr } = await graph();
    expect(stdout).toContain("reaches nobody");
    expect(stderr).not.toContain("environment");
  });

  it("is the environment where there is no pulumi, and says so", async () => {
    await inProject();
    const { stdout, stderr } = await graph();
    expect(stdout).toContain("reaches nobody");
    expect(stderr).toContain(
      "Uses only the environment, not a stack's configuration: there is no pulumi on PATH.",
    );
  });

  it("is the environment where no stack is selected, in pulumi's own words", async () => {
    await inProject();
    await fakePulumi(directory, "", 255);
    expect((await graph()).stderr).toContain(
      "Uses only the environment, not a stack's configuration: no stack selected",
    );
  });

  it("is found from a folder below the project's", async () => {
    await inProject();
    await fakePulumi(
      directory,
      JSON.stringify({ "intune:accessToken": { value: "the-token-of-the-stack", secret: true } }),
    );
    const below = path.join(directory, "src", "intune");
    await mkdir(below, { recursive: true });
    const { stdout } = await runCommand(["graph"], {
      directory: below,
      env: { ...env(), INTUNE_ACCESS_TOKEN: undefined },
    });
    expect(stdout).toContain("reaches nobody");
  });

  it("is wrong in words that show no secret of the stack", async () => {
    const values = {
      "intune:requestTimeout": { value: "hunter2", secret: true },
      "intune:useCli": { value: "yes" },
    };
    await fakePulumi(directory, JSON.stringify(values));
    const failed = graph({}, "--stack", "prod");
    await expect(failed).rejects.toThrow("intune:requestTimeout: given a value that is not shown");
    await expect(failed).rejects.toThrow('intune:useCli: given "yes"');
    await expect(failed).rejects.not.toThrow("hunter");
  });

  it("has to be there when a stack is named", async () => {
    await fakePulumi(directory, "a-secret-that-was-printed", 255);
    await expect(graph({}, "--stack", "prod")).rejects.toThrow(
      /^The configuration of stack "prod" cannot be read: no stack selected$/,
    );
  });

  it("never shows what pulumi printed when that is not understood", async () => {
    await fakePulumi(directory, "a-secret-that-was-printed");
    await expect(graph({}, "--stack", "prod")).rejects.toThrow(
      /cannot be read: pulumi did not answer JSON\.$/,
    );
  });
});

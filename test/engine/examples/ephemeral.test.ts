import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import { execa } from "execa";
import { expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { pulumiEnvironment } from "../../../tools/engine/environment.mts";
import { root } from "../../../tools/setup/root.mjs";
import { context } from "../harness/context";
import { copyExample } from "./example";

interface Workflow {
  readonly env: Record<string, string>;
  readonly jobs: { readonly ephemeral: { readonly steps: readonly { readonly run?: string }[] } };
}

/** Commands that set up a fresh machine, which this one is not. */
const setUp = new Set(["npm ci"]);

// Bash, as on GitHub's Linux machines.
it.skipIf(process.platform === "win32")(
  "the steps of the ephemeral recipe run as they are written",
  async () => {
    const folder = await copyExample("rings");
    await installCommand(folder);
    const recipe = await readFile(path.join(root, "examples", "ci", "ephemeral.yml"), "utf8");
    // The recipe has its machine for itself; this one may be at work on something else.
    const { env, jobs } = parse(recipe.replaceAll("8090", String(await freePort()))) as Workflow;
    const steps = jobs.ephemeral.steps.flatMap(({ run }) =>
      run === undefined || setUp.has(run) ? [] : [run],
    );
    expect(steps).toHaveLength(4);

    // To a file: the emulator, which the recipe leaves to the end of the machine, would hold a pipe open.
    const job = execa("bash", ["-ec", ["exec > output.txt 2>&1", ...steps].join("\n")], {
      cwd: folder,
      env: {
        ...pulumiEnvironment(context.engine, { home: folder, state: folder, temporary: folder }),
        ...env,
        PULUMI_BACKEND_URL: `file://${folder}`,
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      },
      extendEnv: false,
      stdio: "ignore",
      reject: false,
      detached: true,
    });
    // Its whole group, the emulator too, however the test ends.
    onTestFinished(() => {
      if (job.pid !== undefined) process.kill(-job.pid);
    });
    const { exitCode } = await job;

    const output = await readFile(path.join(folder, "output.txt"), "utf8");
    expect(output).toContain("+ 4 created");
    expect(output).toContain("- 4 deleted");
    expect(output).toMatch(/"method":"POST","path":"\/v1.0\/deviceManagement\/deviceCompliancePolicies\//);
    expect(exitCode).toBe(0);
  },
);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** The package's command, where npm would put it. */
async function installCommand(folder: string): Promise<void> {
  const bin = path.join(folder, "node_modules", ".bin");
  await mkdir(bin, { recursive: true });
  const command = path.join(root, "dist", "cli", "index.js");
  await writeFile(path.join(bin, "pulumi-intune"), `#!/bin/sh\nexec node "${command}" "$@"\n`, {
    mode: 0o755,
  });
}

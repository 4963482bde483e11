// Microsoft's Python SDK and IntuneCD: `npm run test:nightly -- clients` installs both and runs this file. To run it with
// another Python that has them, name it in PYTHON_CLIENTS.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmulatorStateInput, type RunningEmulator, startEmulator } from "../../../emulator";
import { behaviors, compliancePolicy, pilotRing, toGroup } from "../support/emulator";

const python = process.env["PYTHON_CLIENTS"] ?? "";
const script = (name: string) => path.join(__dirname, name);

describe.skipIf(python === "")("clients in Python", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "python-clients-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function withEmulator<T>(
    options: { service: "documented" | "observed"; state?: EmulatorStateInput; pageSize?: number },
    use: (emulator: RunningEmulator) => Promise<T>,
  ): Promise<T> {
    const emulator = await startEmulator(options);
    return await use(emulator).finally(() => emulator.close());
  }

  it.each(behaviors)("msgraph-sdk on the %s service", async (service) => {
    const { stdout } = await withEmulator({ service, pageSize: 3 }, ({ url }) =>
      execa(python, [script("python.py"), url]),
    );
    const refused = { status: 400, code: "No method match route template" };
    expect(stdout.split("\n").map((line) => JSON.parse(line).result)).toEqual([
      ["Windows 11 baseline", "iOS baseline", "Android work profile", "macOS baseline"],
      "Windows10CompliancePolicy",
      [["GroupAssignmentTarget", pilotRing]],
      0,
      service === "observed" ? refused : "created and deleted",
      { status: 404, code: "ResourceNotFound" },
    ]);
  });

  it.each(behaviors)("IntuneCD backs up from the %s service", async (service) => {
    const state: EmulatorStateInput = {
      deviceCompliancePolicies: [
        {
          "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
          id: compliancePolicy,
          displayName: "Windows 11 baseline",
          scheduledActionsForRule: [],
          assignments: [{ target: toGroup(pilotRing) }],
        },
      ],
      groups: [{ id: pilotRing, displayName: "Pilot ring", groupTypes: [], membershipRule: null }],
    };
    const out = path.join(folder, `backup-${service}`);
    const batched = await withEmulator({ service, state }, async (emulator) => {
      const args = ["backup", "-m", "1", "-t", "any-token", "-p", out, "--skip-archive"];
      await execa(python, [script("intunecd.py"), emulator.url, ...args], {
        env: { TENANT_NAME: "emulator" },
      });
      return emulator.requests.filter(({ path: of }) => of.endsWith(`${compliancePolicy}/assignments`));
    });
    expect(batched.map(({ status }) => status)).toEqual([200]);
    expect(await readdir(path.join(out, "Compliance Policies", "Policies"))).toHaveLength(1);
  });
});

import { ensureVirtualEnvironment, hasPython } from "../python/virtualEnvironment.mts";

/** Clients of Graph that nobody here wrote, in the versions that test/README.md names. */
const versions = { "msgraph-sdk": "1.65.0", IntuneCD: "2.6.0" };

/**
 * The Python that has the clients, as the variable that their test reads.
 *
 * @returns A sentence where this machine has no Python for them.
 */
export async function pythonClients(): Promise<Readonly<Record<string, string>> | string> {
  if (process.env["PYTHON_CLIENTS"] !== undefined) return {};
  if (!(await hasPython())) {
    return "This machine has no Python 3 with the modules venv and ensurepip. Install one, or name a Python that has the clients in PYTHON_CLIENTS.";
  }
  const pinned = Object.entries(versions).map(([name, version]) => `${name}==${version}`);
  const { python } = await ensureVirtualEnvironment(`clients-${Object.values(versions).join("-")}`, pinned);
  return { PYTHON_CLIENTS: python };
}

import { ensureVirtualEnvironment, hasPython } from "../python/virtualEnvironment.mts";

/** Graph clients of other people, in the versions in test/README.md. */
const versions = { "msgraph-sdk": "1.65.0", IntuneCD: "2.6.0" };

/**
 * The Python with the clients, in the variable that their test reads.
 *
 * @returns A sentence if this machine has no Python for them.
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

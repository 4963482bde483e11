import { ensureVirtualEnvironment, type VirtualEnvironment } from "../python/virtualEnvironment.mts";
import { pulumi } from "./pins.mts";

/** A virtual environment with Pulumi's SDK for Python, in the version of the engine. */
export function ensurePython(): Promise<VirtualEnvironment> {
  return ensureVirtualEnvironment(`sdk-${pulumi.version}`, [
    `pulumi==${pulumi.version}`,
    // The packages that a generated SDK and its installation need.
    ...["parver", "semver", "typing-extensions"],
    ...["setuptools", "wheel"],
  ]);
}

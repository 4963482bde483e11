import { ensureVirtualEnvironment, type VirtualEnvironment } from "../python/virtualEnvironment.mts";
import { pulumi } from "./pins.mts";

/** A virtual environment with Pulumi's SDK for Python, in the version of the engine. */
export function ensurePython(): Promise<VirtualEnvironment> {
  return ensureVirtualEnvironment(`sdk-${pulumi.version}`, [
    `pulumi==${pulumi.version}`,
    // What a generated SDK needs, and what its installation does.
    ...["parver", "semver", "typing-extensions"],
    ...["setuptools", "wheel"],
  ]);
}

import { execa } from "execa";
import { notice } from "../setup/notice.mjs";
import { root } from "../setup/root.mjs";
import type { Engine } from "./engine.mts";
import { makeEngine } from "./make.mts";
import { pulumi } from "./pins.mts";

/** Calls Pulumi's own installer in a process of its own, because the installer has no time limit. */
const installer = `
  const { PulumiCommand } = require("@pulumi/pulumi/automation");
  const { SemVer } = require("semver");
  const [version, root] = process.argv.slice(1);
  PulumiCommand.install({ version: new SemVer(version), root }).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
`;

/** Downloads a release with Pulumi's own installer. */
export async function install(): Promise<Engine> {
  await assertReachable();
  return await makeEngine("installed by Pulumi's installer", async (draft) => {
    notice(`installing Pulumi ${pulumi.version} with its own installer (about 150 MB, a minute or two)`);
    await execa(process.execPath, ["-e", installer, pulumi.version.version, draft], {
      cwd: root,
      stdin: "ignore",
      timeout: 600_000,
    });
  });
}

/** A closed network often drops packets, and the installer would wait a long time. */
async function assertReachable(): Promise<void> {
  const script = "https://get.pulumi.com/install.sh";
  await fetch(script, { method: "HEAD", signal: AbortSignal.timeout(5_000) }).catch(() => {
    throw new Error(`${script} cannot be reached from here`);
  });
}

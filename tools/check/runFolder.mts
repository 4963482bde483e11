import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { endProcessesOf } from "../process/ours.mts";
import { temporaryIn } from "../process/temporary.mts";

/**
 * The folder for temporary files of one test run. Every process of the run has it in its environment, so we can find
 * processes that outlive the run.
 */
export class RunFolder {
  readonly path: string;

  private constructor(folder: string) {
    this.path = folder;
  }

  static async create(): Promise<RunFolder> {
    return new RunFolder(await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-intune-run-"))));
  }

  /** The environment for the run. */
  get environment(): Record<string, string> {
    return temporaryIn(this.path);
  }

  /** Ends the run's processes and removes its files. Throws if any are left. */
  async close(): Promise<void> {
    const processes = await endProcessesOf(this.path);
    const files = (await readdir(this.path)).filter((name) => !ofNode.test(name));
    await rm(this.path, { recursive: true, force: true, maxRetries: 3 });
    const left = [...processes.map((each) => `process ${each}`), ...files.map((name) => `file ${name}`)];
    if (left.length > 0) throw new Error(`left behind by the tests:\n${left.join("\n")}`);
  }
}

/** What Node and npm keep in the temporary folder for their next run. */
const ofNode = /^(node-compile-cache|node-.*|npm-.*|v8-compile-cache.*)$/;

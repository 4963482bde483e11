import { constants, type Stats } from "node:fs";
import { access, realpath, rename, stat, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { UsageError } from "./usageError";

/**
 * The path of a file that a command will write. Take it before the work, because reading a tenant can take minutes.
 *
 * @throws UsageError if the command could not write there.
 */
export async function outputPath(directory: string, given: string): Promise<string> {
  const file = path.resolve(directory, given);
  const folder = path.dirname(file);
  if (!(await find(folder))?.isDirectory()) throw cannotWrite(file, `there is no folder ${folder}`);
  const existing = await find(file);
  if (existing?.isDirectory()) throw cannotWrite(file, "it is a folder");
  await refuseReadOnly(existing === undefined ? folder : file);
  return file;
}

/** Files that a command writes together: all of them or none. */
export class OutputFiles {
  readonly #files: readonly string[];
  readonly #force: boolean;

  private constructor(files: readonly string[], force: boolean) {
    this.#files = files;
    this.#force = force;
  }

  /**
   * Takes their paths, before the work.
   *
   * @param force - Whether to overwrite existing files.
   * @throws UsageError if the command could not write them, or if two are the same file.
   */
  static async prepare(directory: string, given: readonly string[], force: boolean): Promise<OutputFiles> {
    const files = await Promise.all(given.map(async (one) => realPath(await outputPath(directory, one))));
    if (new Set(files).size < files.length) {
      throw new UsageError(`${given.join(" and ")} are the same file. Choose different names.`);
    }
    await Promise.all(files.map((file) => refuseReadOnly(path.dirname(file))));
    const output = new OutputFiles(files, force);
    await output.#refuseExisting();
    return output;
  }

  /** @param texts - In the order of the paths. */
  async write(...texts: readonly string[]): Promise<void> {
    const parts = this.#files.map((file) => `${file}.${process.pid}.part`);
    try {
      for (const [n, part] of parts.entries()) await writeFile(part, texts[n] ?? "", { flag: "wx" });
      // Somebody may have made one of them during the work.
      await this.#refuseExisting();
      for (const [n, part] of parts.entries()) await rename(part, this.#files[n] ?? "");
    } finally {
      // Those of a write that failed. `rm` fails itself on Windows in a folder with a name beyond ASCII (nodejs/node #65578).
      await Promise.all(parts.map((part) => unlink(part).catch(() => {})));
    }
  }

  async #refuseExisting(): Promise<void> {
    for (const file of this.#files) {
      const existing = await find(file);
      if (existing === undefined) continue;
      if (!existing.isFile()) throw cannotWrite(file, "it is a device or a pipe");
      if (this.#force) continue;
      throw new UsageError(`${file} exists already. Choose another name, or overwrite it with --force.`);
    }
  }
}

async function find(file: string): Promise<Stats | undefined> {
  return await stat(file).catch(() => undefined);
}

/** Two paths may lead to one file, by links. */
async function realPath(file: string): Promise<string> {
  const folder = await realpath(path.dirname(file));
  return await realpath(file).catch(() => path.join(folder, path.basename(file)));
}

async function refuseReadOnly(place: string): Promise<void> {
  await access(place, constants.W_OK).catch(({ code }) => {
    throw cannotWrite(place, `you may not write there (${code})`);
  });
}

function cannotWrite(file: string, reason: string): UsageError {
  return new UsageError(`${file} cannot be written, because ${reason}.`);
}

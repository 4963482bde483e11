import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { expect, it, onTestFinished } from "vitest";
import { root } from "../../tools/setup/root.mjs";

// It downloads a gigabyte and compiles for minutes: npm run test:nightly -- engine-build.
it.runIf(process.env["ENGINE_BUILD"] === "yes")(
  "builds the engine on a machine where Go has downloaded nothing yet",
  async () => {
    const fresh = await mkdtemp(path.join(tmpdir(), "pulumi-intune-fresh-"));
    onTestFinished(() => rm(fresh, { recursive: true, force: true }));
    const script = `
      import { build } from "./tools/engine/build.mts";
      console.log((await build(["yaml", "python"])).folder);`;
    const { stdout } = await execa("node", ["--input-type=module", "--eval", script], {
      cwd: root,
      env: {
        PULUMI_INTUNE_CACHE: path.join(fresh, "cache"),
        GOMODCACHE: path.join(fresh, "modules"),
        // Go writes its modules read-only, so that nobody can remove them.
        GOFLAGS: `${process.env["GOFLAGS"] ?? ""} -modcacherw`,
      },
      stdin: "ignore",
    });
    const folder = stdout.trim().split("\n").at(-1) ?? "";
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining(["pulumi", "pulumi-language-yaml", "pulumi-language-python-exec"]),
    );
  },
);

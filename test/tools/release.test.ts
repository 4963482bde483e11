import { globSync, readFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { satisfies } from "semver";
import { expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import manifest from "../../package.json";
import { root } from "../../tools/setup/root.mjs";
import { askForVersion } from "../../tools/version/examples.mts";

const examples = path.join(root, "examples");

/** The version of this package that each example in a folder asks for. */
function rangesIn(folder: string): string[] {
  return globSync("*/package.json", { cwd: folder }).map(
    (file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")).dependencies["pulumi-intune"],
  );
}

async function scratch(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-intune-release-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

it("each example can be installed with this version", () => {
  expect(rangesIn(examples).filter((range) => !satisfies(manifest.version, range))).toEqual([]);
});

it("each example can be installed with the next version", async () => {
  const folder = await scratch();
  await cp(examples, folder, { recursive: true });
  await askForVersion(folder, "7.8.9");
  expect(new Set(rangesIn(folder))).toEqual(new Set(["^7.8.9"]));
  const before = await readFile(path.join(examples, "rings", "package.json"), "utf8");
  const after = await readFile(path.join(folder, "rings", "package.json"), "utf8");
  expect(after.replace("^7.8.9", `^${manifest.version}`)).toBe(before);
});

interface Workflow {
  readonly jobs: {
    readonly publish: { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] };
  };
}

// Bash, as on GitHub's Linux machines.
it.skipIf(process.platform === "win32")(
  "the package is published with the address of its repository",
  async () => {
    const release = parse(await readFile(path.join(root, ".github", "workflows", "release.yml"), "utf8"));
    const { steps } = (release as Workflow).jobs.publish;
    const publishes = steps.findIndex(({ uses }) => uses?.includes("changesets/action/publish"));
    const names = steps.slice(0, publishes).find(({ run }) => run?.includes("npm pkg set"));

    const folder = await scratch();
    await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
    await execa("bash", ["-ec", names?.run ?? ""], {
      cwd: folder,
      env: { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "somebody/intune" },
    });
    await execa("npm", ["pack", "--ignore-scripts"], { cwd: folder });
    await execa("tar", ["-xzf", `pulumi-intune-${manifest.version}.tgz`], { cwd: folder });
    const packed = JSON.parse(await readFile(path.join(folder, "package", "package.json"), "utf8"));
    const address = "https://github.com/somebody/intune";
    expect(packed).toEqual({
      ...manifest,
      repository: { type: "git", url: `git+${address}.git` },
      homepage: `${address}#readme`,
      bugs: { url: `${address}/issues` },
    });
  },
);

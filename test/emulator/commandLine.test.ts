import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emulatorCommand } from "../../cli/emulator";
import type { Terminal } from "../../cli/terminal";
import { until } from "../support/until";
import { compliance, compliancePolicy, enrollment } from "./support/emulator";

const headers = { authorization: "Bearer opaque" };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "emulator-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, content);
  return at;
}

/** A terminal in the test's folder that keeps what it is told. */
function recordingTerminal(): Terminal & { printed: string; said: string[] } {
  return {
    directory: folder,
    env: {},
    stdin: process.stdin,
    printed: "",
    said: [],
    out(text) {
      this.printed += text;
    },
    say(line) {
      this.said.push(line);
    },
  };
}

function run(argv: readonly string[], terminal = recordingTerminal(), end?: () => Promise<void>) {
  return emulatorCommand(terminal, end).parseAsync(argv, { from: "user" });
}

/** Runs the command, does something with it, and ends it. */
async function whileRunning(argv: string[], act: (url: string) => Promise<void>) {
  const terminal = recordingTerminal();
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const running = run(argv, terminal, () => end);
  await until("the address is printed", () => terminal.printed.includes("\n"));
  await act(terminal.printed.trim().replace("listening on ", ""));
  resolve();
  await running;
  return terminal;
}

describe("the command emulator", () => {
  it("prints where it listens, and nothing else, and frees the port at its end", async () => {
    let address = "";
    const { printed } = await whileRunning(["--port", "0"], async (url) => {
      address = url;
      expect((await fetch(`${url}${compliance}`, { headers })).status).toBe(200);
    });
    expect(printed).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\n$/);
    await expect(fetch(`${address}${compliance}`, { headers })).rejects.toThrow("fetch failed");
  });

  it.each([
    [[], "observed", "as people publicly reported. --service documented"],
    [["--service", "documented"], "documented", "as Microsoft documents it. --service observed"],
  ])("with %j says that the service is %s", async (argv, service, words) => {
    const { said } = await whileRunning(argv, async (url) => {
      expect(await (await fetch(`${url}/_emulator/settings`)).json()).toMatchObject({ service });
    });
    expect(said).toEqual([expect.stringContaining(words)]);
  });

  it("takes the settings, the state and the faults", async () => {
    const state = { deviceCompliancePolicies: [{ id: compliancePolicy, displayName: "Mine" }] };
    const faults = [{ path: "/groups", fault: { kind: "answer", status: 502 } }];
    const argv = [
      ...["--service", "documented", "--latency", "2", "--page-size", "3"],
      // As editors of Windows write it.
      ...["--state", path.basename(await file("state.json", `\ufeff${JSON.stringify(state)}`))],
      ...["--faults", await file("faults.json", JSON.stringify(faults))],
      ...[
        "--writes-per-window",
        "5",
        "--requests-per-window",
        "9",
        "--window",
        "1000",
        "--retry-after",
        "missing",
      ],
    ];
    await whileRunning(argv, async (url) => {
      expect(await (await fetch(`${url}/_emulator/settings`)).json()).toEqual({
        service: "documented",
        latencyMs: 2,
        pageSize: 3,
        throttle: { writes: 5, requests: 9, windowMs: 1000, retryAfterSeconds: "missing" },
        tokensValidFrom: null,
      });
      expect(await (await fetch(`${url}${compliance}`, { headers })).json()).toEqual({
        "@odata.context": `${url}/v1.0/$metadata#deviceManagement/deviceCompliancePolicies/$entity`,
        id: compliancePolicy,
        displayName: "Mine",
      });
      expect((await fetch(`${url}${enrollment}`, { headers })).status).toBe(404);
      expect((await fetch(`${url}/v1.0/groups`, { headers })).status).toBe(502);
    });
  });

  it("names a file that it cannot read, and what is wrong in it", async () => {
    await expect(run(["--state", path.join(folder, "none.json")])).rejects.toThrow(
      "none.json cannot be read",
    );
    const broken = await file("broken.json", "{");
    await expect(run(["--faults", broken])).rejects.toThrow("broken.json cannot be read as JSON");
    const wrong = await file("wrong.json", '[{ "fault": { "kind": "magic" } }]');
    await expect(run(["--faults", wrong])).rejects.toThrow("faults.0.fault.kind");
  });

  it.each([
    ["--service", "real", "documented"],
    ["--port", "http", "from 0 to 65535"],
    ["--port", "65536", "from 0 to 65535"],
    ["--retry-after", "never", "whole number"],
    ["--speed", "9", "unknown option"],
  ])("refuses %s %s, and says what it takes", (flag, value, reason) => {
    let said = "";
    const command = emulatorCommand(recordingTerminal())
      .exitOverride()
      .configureOutput({ writeErr: (text) => (said += text) });
    expect(() => command.parse([flag, value], { from: "user" })).toThrow();
    expect(said).toContain(flag);
    expect(said).toContain(reason);
  });
});

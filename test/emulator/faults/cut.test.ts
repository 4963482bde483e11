import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Fault } from "../../../emulator";
import { allDevices, compliance, start } from "../support/emulator";

const assignments = `${compliance}/assignments`;

/** What cuts the connection. */
const cuts: readonly Fault[] = [{ kind: "reset" }, { kind: "reset", when: "after" }, { kind: "truncated" }];
/** Every fault that still has something to do once the request has been handled. */
const around: readonly Fault[] = [
  ...cuts,
  { kind: "answer", status: 503, when: "after" },
  { kind: "delay", ms: 1, when: "after" },
  { kind: "garbled" },
  { kind: "duplicateInPage" },
  { kind: "emptyPage" },
  { kind: "endlessNextLink" },
  { kind: "foreignNextLink" },
  { kind: "staleReads", reads: 1 },
  { kind: "withoutEffect" },
  { kind: "foreignWriter", remove: "all", when: "after" },
];

/** What the emulator's server says of itself, which a user would find on the terminal. */
function complaints() {
  const spy = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => spy.mockRestore());
  return spy.mock.calls;
}

describe.each(cuts)("a connection that %j has cut", (cut) => {
  it.each(around)("gets no answer from %j around it", async (fault) => {
    const said = complaints();
    const client = await start({ faults: [{ fault }, { fault: cut }] });
    await expect(client.get(assignments)).rejects.toThrow();
    await expect(client.post(assignments, { target: allDevices })).rejects.toThrow();
    client.emulator.setFaults([]);
    expect((await client.get(assignments)).status).toBe(200);
    expect(client.emulator.requests.map(({ status }) => status)).toEqual([0, 0, 200]);
    expect(said).toEqual([]);
  });

  it("gets no answer of a batch whose requests are all cut", async () => {
    const said = complaints();
    const client = await start({ faults: [{ path: "/deviceManagement/**", fault: cut }] });
    const url = assignments.replace("/v1.0", "");
    const requests = ["1", "2", "3"].map((id) => ({ id, method: "GET", url }));
    await expect(client.post("/v1.0/$batch", { requests })).rejects.toThrow();
    expect(client.emulator.requests.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(said).toEqual([]);
  });
});

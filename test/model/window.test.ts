import { expect, it } from "vitest";
import { json, startGraphServer } from "../hostile/graphServer";
import { providerProcess } from "../support/providerProcess";
import { guid } from "./program";

const samples = 50;

it("builds a set on what was read just before: the time between is printed", async () => {
  let assignments: object[] = [];
  const reads: number[] = [];
  const gaps: number[] = [];
  const graph = await startGraphServer(({ method, body }, response) => {
    if (method === "GET") {
      reads.push(performance.now());
      json(response, 200, JSON.stringify({ value: assignments }));
      return;
    }
    gaps.push(performance.now() - (reads.at(-1) ?? 0));
    const sent = JSON.parse(body) as { assignments: { id?: string; target: { groupId: string } }[] };
    assignments = sent.assignments.map((entry) => ({ id: entry.target.groupId, ...entry }));
    response.writeHead(204).end();
  });
  for (let n = 0; n < samples; n++) {
    // A new process has read nothing before.
    const { client, resource } = providerProcess(graph.url, { "intune:writeRoute": "assign" });
    const target = { type: "groupAssignmentTarget", groupId: guid(n) };
    const inputs = { deviceCompliancePolicyId: guid(999), target };
    await resource("DeviceCompliancePolicyAssignment").create(inputs);
    await client.close();
  }
  await graph.close();
  expect(gaps).toHaveLength(samples);
  expect(assignments).toHaveLength(samples);
  const sorted = gaps.sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(part * (samples - 1))] ?? 0).toFixed(1);
  process.stdout.write(
    `from the answer of a read to its assign: median ${at(0.5)} ms, longest ${at(1)} ms, without the network\n`,
  );
});

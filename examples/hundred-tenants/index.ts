// node index.ts [preview|up|destroy] [tenants.json]
//
// For a managed-service provider: deploys one stack for each tenant, some at a time, and prints a summary table. An
// error in one tenant does not stop the others. The exit code is then 1.

import { commands, type Outcome, rollOut } from "./rollOut.ts";
import { readTenants } from "./tenant.ts";

const [command = "preview", file = "tenants.json"] = process.argv.slice(2);
const run = commands[command];
if (run === undefined) {
  throw new Error(`${command}: expected one of ${Object.keys(commands).join(", ")}`);
}
// Each running stack has a process of the engine and one of the provider. They take a few hundred megabytes.
const atATime = Number(process.env["PARALLEL"] ?? 4);

const outcomes: Outcome[] = [];
const queue = (await readTenants(file)).values();
const worker = async () => {
  for (const tenant of queue) outcomes.push(await rollOut(run, tenant));
};
await Promise.all(Array.from({ length: atATime }, worker));

console.table(outcomes);
const failed = outcomes.filter(({ result }) => result === "failed").length;
console.log(`${outcomes.length - failed} of ${outcomes.length} tenants done, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

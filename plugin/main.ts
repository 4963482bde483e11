import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { product } from "../provider/product";
import { EngineLog } from "./engineLog";
import { ProviderService } from "./service";

/** The interval for checks whether the engine still runs, in milliseconds. */
const watchIntervalMs = 1_000;

/**
 * How many checks in a row must find no listener before the engine counts as killed, if its process cannot be watched.
 */
const mostRefusals = 30;

/** The engine's own limit, so that sets of any size pass. */
const mostBytes = 400 * 1024 * 1024;

/** The engine passes flags first and its address last. A debugger passes no address. */
const engine = process.argv.slice(2).find((argument) => /^[^-]\S*:\d+$/.test(argument));

const log = new EngineLog();
if (engine !== undefined) {
  log.connect(engine);
  endWith(engine);
}
const service = new ProviderService({
  version: product.version,
  schema: () => readFile(path.join(__dirname, "schema.json"), "utf8"),
  log,
});
// The engine ends a plugin by Cancel and an interrupt, and kills it 5 s later. It ends one plugin after the other, but
// all within the same 5 s. So a plugin that does not end makes the next one look like a crash. An interrupt before
// Cancel is the user's Ctrl-C, and the engine decides what to do. On Windows, the engine sends CTRL_BREAK, at a Ctrl-C too,
// which then reaches all processes of the console (microsoft/terminal #335).
for (const interrupt of ["SIGINT", "SIGBREAK"] as const) {
  process.on(interrupt, () => {
    if (service.isCancelled) process.exit(0);
  });
}
const server = new Server({
  "grpc.max_receive_message_length": mostBytes,
  "grpc.max_send_message_length": mostBytes,
});
server.addService(ResourceProviderService as never, service.implementation);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  // The engine reads the port from the first line, and needs the line break.
  process.stdout.write(`${port}\n`);
});

/**
 * Ends this process after its engine. A killed engine does not end its plugins. An engine that exits normally
 * first stops listening and then ends its plugins. If a plugin ends before that, the engine reports a crash.
 */
function endWith(address: string): void {
  const { hostname, port } = new URL(`http://${address}`);
  const parent = process.ppid;
  let refusals = 0;
  setInterval(() => {
    // Windows keeps the parent's number after the parent has ended.
    if (process.ppid !== parent || refusals >= mostRefusals) process.exit(0);
    const socket = connect(Number(port), hostname);
    socket.once("connect", () => {
      refusals = 0;
      socket.destroy();
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") refusals++;
    });
  }, watchIntervalMs);
}

import { AsyncLocalStorage } from "node:async_hooks";
import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

interface Subject {
  readonly urn: string;
  readonly sent: Promise<void>[];
}

/** Shows messages to the user through the engine, each at its resource. */
export class EngineLog {
  readonly #subjects = new AsyncLocalStorage<Subject>();
  #client: EngineClient | undefined;

  /** @param address - Where the engine listens: host and port. */
  connect(address: string): void {
    this.#client?.close();
    this.#client = new EngineClient(address, credentials.createInsecure());
  }

  /** Relates all messages of `work` to one resource. When the promise resolves, the engine has received them. */
  async about<T>(urn: string, work: () => Promise<T>): Promise<T> {
    const subject: Subject = { urn, sent: [] };
    try {
      return await this.#subjects.run(subject, work);
    } finally {
      await Promise.all(subject.sent);
    }
  }

  /** Shows an info line at the current resource, or else at the stack. */
  readonly info = (message: string): void => this.#show(LogSeverity.INFO, message);

  /** The same as a warning. */
  readonly warning = (message: string): void => this.#show(LogSeverity.WARNING, message);

  #show(severity: Parameters<LogRequest["setSeverity"]>[0], message: string): void {
    const subject = this.#subjects.getStore();
    const request = new LogRequest().setSeverity(severity).setMessage(message);
    if (subject !== undefined) request.setUrn(subject.urn);
    const client = this.#client;
    if (client === undefined) return;
    // If the engine cannot show a line, the operation still succeeds.
    const sent = new Promise<void>((resolve) => client.log(request, () => resolve()));
    subject?.sent.push(sent);
  }
}

import { type EngineEvent, nameOf, type Op, type ResourceSide } from "./events";

/** A step on one resource of the program. */
export interface Step {
  readonly op: Op;
  /** The resource's name in the program. */
  readonly name: string;
  readonly type: string;
  readonly urn: string;
  readonly old?: ResourceSide;
  readonly new?: ResourceSide;
}

/** A message of the engine, a provider or the program. */
export interface Diagnostic {
  readonly severity: "error" | "warning" | "info" | "info#err";
  readonly message: string;
  /** The resource that it is about; absent where it is about the stack. */
  readonly name?: string;
}

/** What an operation did to a resource as a whole. */
export type Change = Exclude<Op, "create-replacement" | "delete-replaced">;

/** How a run of the CLI ended and what the engine said on the way. */
export class OperationResult {
  /** The exit code; undefined where a signal ended the CLI. */
  readonly code: number | undefined;
  /** What the CLI printed on both streams. */
  readonly output: string;
  /** The steps on the program's resources that were done (in a preview: would be), without stack and providers. */
  readonly steps: readonly Step[];
  /** The steps that were tried and failed. */
  readonly failures: readonly Step[];
  /** All messages except debug ones. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(code: number | undefined, output: string, events: readonly EngineEvent[]) {
    this.code = code;
    this.output = output;
    this.steps = stepsOf(events, "resOutputsEvent");
    this.failures = stepsOf(events, "resOpFailedEvent");
    this.diagnostics = diagnosticsOf(events);
  }

  /** Name of each resource to what happened to it: `{ pilot: "create", broad: "same" }`. */
  get changes(): Readonly<Record<string, Change>> {
    return Object.fromEntries(
      this.steps.map(({ name, op }) => [name, partsOfReplacement.has(op) ? "replace" : (op as Change)]),
    );
  }

  /** The text of all errors, as the CLI shows it. */
  get errors(): string {
    return this.messages("error");
  }

  /** The text of all messages of one severity, one after the other. */
  messages(severity: Diagnostic["severity"]): string {
    return this.diagnostics
      .filter((diagnostic) => diagnostic.severity === severity)
      .map(({ message }) => message)
      .join("\n");
  }
}

const partsOfReplacement: ReadonlySet<Op> = new Set(["create-replacement", "replace", "delete-replaced"]);

const notOfTheProgram = /^pulumi:(pulumi:Stack|providers:.*)$/;

function stepsOf(events: readonly EngineEvent[], kind: "resOutputsEvent" | "resOpFailedEvent"): Step[] {
  return events.flatMap((event) => {
    const metadata = event[kind]?.metadata;
    if (metadata === undefined || notOfTheProgram.test(metadata.type)) {
      return [];
    }
    const { op, urn, type } = metadata;
    return {
      op,
      name: nameOf(urn),
      type,
      urn,
      ...(metadata.old && { old: metadata.old }),
      ...(metadata.new && { new: metadata.new }),
    };
  });
}

function diagnosticsOf(events: readonly EngineEvent[]): Diagnostic[] {
  return events.flatMap(({ diagnosticEvent: event }) => {
    if (event === undefined || event.severity === "debug") {
      return [];
    }
    const isAboutResource = event.urn !== undefined && !event.urn.includes("::pulumi:pulumi:Stack::");
    return {
      severity: event.severity as Diagnostic["severity"],
      // The engine marks colours with <{%…%}> where the terminal's own codes are not wanted.
      message: event.message.replaceAll(/<\{%.*?%\}>/g, "").trimEnd(),
      ...(isAboutResource && { name: nameOf(event.urn) }),
    };
  });
}

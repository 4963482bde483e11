import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../provider/lifecycle/lifecycle";
import { unknownValue } from "../provider/problems";

/** The key with which the engine marks a value that is more than JSON. Its value says what it is. */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/**
 * The strings that the engine sends for a value that it does not know yet, one for each type of the value: string,
 * Boolean, number, array, asset, archive, object.
 *
 * Source: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
const unknowns: ReadonlySet<unknown> = new Set([
  unknownValue,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Properties from the engine. */
export interface Received {
  /** Without marks: secrets in plain text, one string for every unknown value, and no nulls. */
  readonly values: Properties;
  /** The properties that are secret or contain a secret. */
  readonly secrets: ReadonlySet<string>;
}

/** Removes the engine's marks from properties. */
export function receive(struct: Struct | undefined): Received {
  const values: Record<string, unknown> = {};
  const secrets = new Set<string>();
  for (const [name, marked] of Object.entries(struct?.toJavaScript() ?? {})) {
    if (marked === null) continue;
    values[name] = unmark(marked, () => secrets.add(name));
  }
  return { values, secrets };
}

function unmark(value: unknown, foundSecret: () => void): unknown {
  if (unknowns.has(value)) return unknownValue;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => unmark(element, foundSecret));
  const members = value as Readonly<Record<string, unknown>>;
  if (members[signature] === secretSignature) {
    foundSecret();
    return unmark(members["value"], foundSecret);
  }
  const present = Object.entries(members).filter(([, member]) => member !== null);
  return Object.fromEntries(present.map(([name, member]) => [name, unmark(member, foundSecret)]));
}

/** Writes properties for the engine. It encrypts those in `secrets` in the state. */
export function send(values: Properties, secrets: ReadonlySet<string> = new Set()): Struct {
  const marked = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, secrets.has(name) ? { [signature]: secretSignature, value } : value]);
  // Convert through JSON, because a Struct refuses what JSON leaves out.
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(Object.fromEntries(marked))));
}

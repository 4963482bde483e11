import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { describe, expect, it } from "vitest";
import { receive, send } from "../../plugin/properties";
import { isUnknown } from "../../provider/problems";

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});
const given = (values: Record<string, unknown>) => receive(Struct.fromJavaScript(values as never));

describe("properties from the engine", () => {
  it("come without marks, and say which of them hold a secret at any depth", () => {
    const { values, secrets } = given({
      policy: "a",
      target: { type: "groupAssignmentTarget", groupId: secret("b") },
      targets: secret([{ type: "x" }]),
    });
    expect(values).toEqual({
      policy: "a",
      target: { type: "groupAssignmentTarget", groupId: "b" },
      targets: [{ type: "x" }],
    });
    expect([...secrets]).toEqual(["target", "targets"]);
  });

  it.each([
    ["a string", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
    ["a Boolean", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7"],
    ["a number", "3eeb2bf0-c639-47a8-9e75-3b44932eb421"],
    ["an array", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"],
    ["an asset", "030794c1-ac77-496b-92df-f27374a8bd58"],
    ["an archive", "e48ece36-62e2-4504-bad9-02848725956a"],
    ["an object", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"],
  ])("are unknown where the engine does not know %s yet, also within a secret", (_what, sentinel) => {
    const { values } = given({ whole: sentinel, list: [sentinel], within: secret({ member: sentinel }) });
    const { whole, list, within } = values as { whole: string; list: string[]; within: { member: string } };
    expect([whole, list[0], within.member].every(isUnknown)).toBe(true);
  });

  it("leave out what is null, which some languages send for an option that is not set", () => {
    expect(given({ target: { type: "a", filter: null }, none: null }).values).toEqual({
      target: { type: "a" },
    });
  });

  it("are nothing where the engine sends none", () => {
    expect(receive(undefined)).toEqual({ values: {}, secrets: new Set() });
  });
});

describe("properties for the engine", () => {
  it("mark what is to be kept secret, and survive values that a Struct refuses", () => {
    const struct = send(
      { id: "a", target: { type: "x", filter: undefined }, none: undefined },
      new Set(["target"]),
    );
    expect(struct.toJavaScript()).toEqual({ id: "a", target: secret({ type: "x" }) });
  });

  it("come back as they were sent", () => {
    const values = { text: "a", list: [1, true, { deep: "b" }] };
    expect(receive(send(values, new Set(["list"])))).toEqual({ values, secrets: new Set(["list"]) });
  });
});

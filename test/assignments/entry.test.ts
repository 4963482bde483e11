import { describe, expect, test } from "vitest";
import { parseEntries } from "../../provider/assignments/entry";

const target = { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget", roles: ["a", "b"] };
const answered = { id: "a", source: "direct", target };
const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("parseEntries", () => {
  const last = parseEntries([answered], "test");

  test("keeps the object of an entry that is read again unchanged, whatever the order of its properties", () => {
    const again = { target: copy(target), source: "direct", id: "a" };
    expect([...parseEntries([again], "test", last).values()]).toEqual([...last.values()]);
    expect(parseEntries([again], "test", last).values().toArray()[0]).toBe(last.values().toArray()[0]);
  });

  test.for([
    ["a property that comes", { ...answered, created: "2026" }],
    ["a property that goes", { id: "a", target }],
    ["another value", { ...answered, source: "new" }],
    ["another member deep inside", { ...answered, target: { ...target, roles: ["a", "c"] } }],
    ["a shorter array", { ...answered, target: { ...target, roles: ["a"] } }],
    ["an object in the place of an array", { ...answered, target: { ...target, roles: { 0: "a", 1: "b" } } }],
    ["null in the place of an array", { ...answered, target: { ...target, roles: null } }],
  ])("shows %s", ([, changed]) => {
    const [entry] = parseEntries([copy(changed)], "test", last).values();
    expect(entry?.raw).toEqual(changed);
  });

  test("tells an inclusion from an exclusion with the same id", () => {
    const excluded = { ...answered, target: { ...target, "@odata.type": "#microsoft.graph.exclusionGroup" } };
    const entries = [...parseEntries([answered, excluded], "test").values()];
    expect(entries.map(({ raw }) => raw)).toEqual([answered, excluded]);
  });

  test("tells a direct entry from one of a policy set with the same id", () => {
    const ofPolicySet = { ...answered, source: "policySets" };
    const entries = [...parseEntries([answered, ofPolicySet], "test", last).values()];
    expect(entries.map(({ direct }) => direct)).toEqual([true, false]);
  });
});

import { describe, expect, it } from "vitest";
import { pages } from "../docs/markdown";
import {
  clocksIn,
  hooksOfSupport,
  pathsInCommands,
  sharedByConcurrentTests,
  type TestFile,
  testFiles,
} from "./rules";

// The rules are in test/README.md, "Rules for tests".

const file = (name: string, text: string): TestFile => ({ file: `test/${name}`, text });

describe("the rules find", () => {
  it.each([
    "await new Promise((resolve) => setTimeout(resolve, 5));",
    "await expect.poll(() => n).toBe(1);",
    "await vi.waitFor(() => expect(n).toBe(1));",
    "expect(performance.now() - start).toBeLessThan(100);",
    'describe("fast enough", { retry: 2 }, () => {});',
  ])("a clock in %s", (text) => {
    expect(clocksIn(file("some.test.ts", text))).toHaveLength(1);
  });

  it("no clock where a message of gRPC is given a time limit", () => {
    expect(clocksIn(file("some.test.ts", "service.create(request().setTimeout(90));"))).toEqual([]);
  });

  it("the global expect in a concurrent test, and in what it imports", () => {
    const cell = file("cell.ts", 'import { expect } from "vitest";');
    const test = file(
      "some.test.ts",
      `import { expect, it, onTestFinished } from "vitest";\nimport { run } from "./cell";\n${["it", "concurrent"].join(".")}("x", run);`,
    );
    expect(sharedByConcurrentTests(test, [cell, test])).toEqual([
      "expect in test/some.test.ts",
      "onTestFinished in test/some.test.ts",
      "expect in test/cell.ts",
    ]);
  });

  it("a hook in a module that tests import", () => {
    const text = 'import { afterEach, expect } from "vitest";';
    expect(hooksOfSupport(file("support/some.ts", text))).toEqual(["afterEach"]);
    expect(hooksOfSupport(file("some.test.ts", text))).toEqual([]);
  });
});

describe("no test", () => {
  it.each(testFiles)("of $file breaks a rule", (each) => {
    expect(clocksIn(each)).toEqual([]);
    expect(sharedByConcurrentTests(each, testFiles)).toEqual([]);
    expect(hooksOfSupport(each)).toEqual([]);
  });
});

it.each(pages)("the commands in $file name tests that exist", ({ text }) => {
  expect(pathsInCommands(text).without).toEqual([]);
});

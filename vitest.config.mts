import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const setupFiles = ["test/support/stderr.ts"];

// How long a test may hang, not how fast it has to be.
const patience = { testTimeout: 600_000, hookTimeout: 600_000 };

// One more than processors: a test that waits for a pause or another process leaves its own processor to the next.
const maxWorkers = availableParallelism() + 1;

export default defineConfig({
  test: {
    maxWorkers,
    // What is concurrent here waits for sockets and pauses, not for the processor.
    maxConcurrency: 6,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/{engine,faults,model,hostile,browser}/**"],
          setupFiles,
          ...patience,
          maxWorkers,
          // Half of the time is loading the same modules again for each file, and warming them up.
          isolate: false,
          unstubEnvs: true,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: "guarantees",
          include: ["test/{faults,model,hostile}/**/*.test.ts"],
          setupFiles,
          ...patience,
          maxWorkers,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          setupFiles,
          ...patience,
          maxWorkers,
        },
      },
      {
        test: {
          name: "engine",
          include: ["test/engine/**/*.test.ts"],
          globalSetup: ["test/engine/setup.ts"],
          setupFiles,
          // The life of a stack takes minutes on one processor.
          testTimeout: 3 * patience.testTimeout,
          hookTimeout: patience.hookTimeout,
          maxWorkers: maxWorkers + 1,
          // A stack is several processes, which do want the processor.
          maxConcurrency: 3,
        },
      },
    ],
  },
});

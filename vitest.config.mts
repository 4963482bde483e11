import { defineConfig } from "vitest/config";

const setupFiles = ["test/support/stderr.ts"];

export default defineConfig({
  test: {
    // What is concurrent here waits for sockets and pauses, not for the processor.
    maxConcurrency: 6,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/engine/**", "test/{faults,model,hostile}/**"],
          setupFiles,
          // Half of the time is loading the same modules again for each file, and warming them up.
          isolate: false,
          unstubEnvs: true,
          restoreMocks: true,
          // How long a test may hang, not how fast it has to be.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "guarantees",
          include: ["test/{faults,model,hostile}/**/*.test.ts"],
          setupFiles,
          testTimeout: 600_000,
        },
      },
      {
        test: {
          name: "engine",
          include: ["test/engine/**/*.test.ts"],
          globalSetup: ["test/engine/setup.ts"],
          setupFiles,
          testTimeout: 600_000,
          hookTimeout: 600_000,
          maxWorkers: 2,
          // A stack is several processes, which do want the processor.
          maxConcurrency: 3,
        },
      },
    ],
  },
});

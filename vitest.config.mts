import { defineConfig } from "vitest/config";

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
        },
      },
      {
        test: {
          name: "guarantees",
          include: ["test/{faults,model,hostile}/**/*.test.ts"],
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: "engine",
          include: ["test/engine/**/*.test.ts"],
          globalSetup: ["test/engine/setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 600_000,
          maxWorkers: 2,
          // A stack is several processes, which do want the processor.
          maxConcurrency: 3,
        },
      },
    ],
  },
});

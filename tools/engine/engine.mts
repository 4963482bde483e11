import path from "node:path";
import { cacheFolder } from "../setup/cache.mjs";
import { pulumi } from "./pins.mts";

/** A Pulumi engine that can run Node.js programs. */
export interface Engine {
  /** The version, as `pulumi version` prints it. */
  readonly version: string;
  /** Where it was found, in words for the user. */
  readonly origin: string;
  /** The folder of its programs. First on PATH, so that the CLI finds its own plugins. */
  readonly folder: string;
}

/** The folder in the cache where an engine of the pinned version is installed or built. */
export const homeOfMadeEngine: string = path.join(
  cacheFolder(),
  "engine",
  `${pulumi.version}-${process.platform}-${process.arch}`,
);

/** PATH with the engine first. */
export function pathWith(engine: Engine, rest: string = process.env["PATH"] ?? ""): string {
  return [engine.folder, rest].join(path.delimiter);
}

/** The file name of a program on this platform. */
export function executable(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

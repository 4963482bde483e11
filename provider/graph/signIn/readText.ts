import { readFile } from "node:fs/promises";
import type { Text } from "./signIn";

/** The value of a setting that may stand in a file, which is read each time. */
export async function readText(text: Text): Promise<string> {
  if (typeof text === "string") return text;
  const value = (await readFile(text.path, "utf8")).trim();
  if (value === "") throw new Error(`the file ${text.path} is empty`);
  return value;
}

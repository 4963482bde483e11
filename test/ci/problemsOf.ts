import { registerHooks } from "node:module";
import { TextDocument } from "vscode-languageserver-textdocument";

// GitHub's language service imports JSON without the attribute that Node asks for.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context),
});
const service = import("@actions/languageservice/validate");

let documents = 0;

/** What GitHub's own language service finds wrong in the text of a workflow, as "line: message". */
export async function problemsOf(workflow: string): Promise<string[]> {
  const { validate } = await service;
  // It remembers what it parsed by the address.
  const uri = `file:///.github/workflows/${documents++}.yml`;
  const diagnostics = await validate(TextDocument.create(uri, "yaml", 1, workflow));
  return diagnostics.map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}

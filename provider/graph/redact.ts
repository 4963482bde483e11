import { onOneLine } from "./errors/words";

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

const mark = "[redacted]";
/** Anything that looks like a secret: a JSON web token, a bearer header, a form field of a sign-in. */
const patterns: readonly [RegExp, string][] = [
  [/\beyJ[\w-]{8,}(\.[\w-]*){0,4}/g, mark],
  [/\b(bearer|basic)\s+[\w.~+/=-]{12,}/gi, `$1 ${mark}`],
  [
    /\b(client_secret|client_assertion|access_token|refresh_token|assertion|password)=[^&\s]+/gi,
    `$1=${mark}`,
  ],
];
/** Removing a shorter secret would also remove ordinary words. */
const shortestSecret = 4;

/**
 * Removes secrets from texts that come from elsewhere: the secrets that it knows, and what looks like a secret.
 */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** Makes a secret known. */
  add(secret: string): void {
    if (secret.length < shortestSecret) return;
    const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
    for (const form of forms) this.#secrets.add(form);
  }

  readonly redact: Redact = (text) => {
    let clean = text;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, mark);
    for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
    return clean;
  };
}

/** How `@azure/identity` repeats an answer that is not JSON: its body, and its headers on one line. */
const wholeAnswer = /\nHttp status message: [\s\S]*\nHeaders: .*/;
/** The chain of `DefaultAzureCredential` has several lines for each of its ways. */
const mostLines = 40;

/**
 * Keeps only the name, the code and the redacted message of a library's error. Libraries attach requests and answers, with
 * their headers and bodies, to their errors.
 */
export function redactedCause(error: unknown, redact: Redact): Error {
  const original = error instanceof Error ? error : new Error(String(error));
  const message = original.message || codeOf(error) || original.name;
  const lines = redact(message.replace(wholeAnswer, "")).split("\n", mostLines);
  const cause = new Error(lines.map(onOneLine).filter(Boolean).join("\n"));
  cause.name = original.name;
  cause.stack = `${cause.name}: ${cause.message}`;
  return cause;
}

/** The code of a system's or a library's error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

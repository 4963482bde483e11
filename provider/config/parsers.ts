/** Turns the text of a setting into its value. */
export interface Parser<T> {
  /** The accepted values, for messages and the table: `"true" or "false"`. */
  readonly accepted: string;
  /** The value's type in other languages' programs. Default: a string. */
  readonly type?: "boolean" | "number" | "integer";
  /** Undefined if the text is not accepted. */
  parse(text: string): T | undefined;
}

/** Any text that is not empty. */
export const text: Parser<string> = { accepted: "text", parse: (value) => value };

/** A text that is valid in a header. */
export const visible: Parser<string> = {
  accepted: "text without spaces, line breaks and characters beyond ASCII",
  parse: (value) => (/^[\x21-\x7e]+$/.test(value) ? value : undefined),
};

export const path: Parser<string> = { accepted: "the path of a file", parse: (value) => value };

export const boolean: Parser<boolean> = {
  accepted: "true or false",
  type: "boolean",
  parse: (value) => ({ true: true, "1": true, false: false, "0": false })[value.toLowerCase()],
};

export function oneOf<T extends string>(...values: readonly T[]): Parser<T> {
  return {
    accepted: values.join(", "),
    parse: (value) => values.find((accepted) => accepted === value.toLowerCase()),
  };
}

/** A whole number from `least`. Pulumi's SDK for Java writes it with a fraction: `90.0`. */
export function wholeNumber(least: number): Parser<number> {
  return {
    accepted: `a whole number from ${least}`,
    type: "integer",
    parse: (value) => {
      const number = /^\d{1,9}(\.0+)?$/.test(value) ? Number(value) : Number.NaN;
      return number >= least ? number : undefined;
    },
  };
}

/** A number of seconds up to a day. */
export const seconds: Parser<number> = {
  accepted: "a number of seconds from 0 to 86400",
  type: "number",
  parse: (value) => {
    const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    return number <= 86_400 ? number : undefined;
  },
};

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** A duration, in milliseconds: `500ms`, `30s`, `10m`, `1h`, or a number of seconds. */
export const duration: Parser<number> = {
  accepted: "a duration such as 500ms, 30s or 10m, or a number of seconds, above 0 and up to 24h",
  parse: (value) => {
    const [, number = "", unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(value.toLowerCase()) ?? [];
    const ms = Number(number || Number.NaN) * units[unit as keyof typeof units];
    return ms > 0 && ms <= 24 * units.h ? ms : undefined;
  },
};

/** A GUID or a domain name of a tenant. */
export const tenant: Parser<string> = {
  accepted: "the id (a GUID) or a domain name of a tenant",
  parse: (value) => (/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(value) ? value : undefined),
};

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The origin of a server. */
export const endpoint: Parser<string> = {
  accepted: "an https address without a path, or an http address on this machine (127.0.0.1, ::1, localhost)",
  parse: (value) => {
    const url = parseOrigin(value);
    return url?.protocol === "https:" || (url?.protocol === "http:" && loopback.test(url.hostname))
      ? url.origin
      : undefined;
  },
};

export const httpsOrigin: Parser<string> = {
  accepted: "an https address without a path",
  parse: (value) => {
    const url = parseOrigin(value);
    return url?.protocol === "https:" ? url.origin : undefined;
  },
};

/** The address of a managed identity's endpoint, on this machine or in its host's network. */
export const httpAddress: Parser<string> = {
  accepted: "an http or https address",
  parse: (value) => {
    const url = URL.parse(value);
    return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : undefined;
  },
};

/** An address that issues tokens to a CI job. */
export const tokenAddress: Parser<string> = {
  accepted: "an https address, or an http address on this machine",
  parse: (value) => {
    const url = URL.parse(value);
    return url?.protocol === "https:" || (url?.protocol === "http:" && loopback.test(url.hostname))
      ? url.href
      : undefined;
  },
};

function parseOrigin(value: string): URL | undefined {
  const url = URL.parse(value) ?? undefined;
  return url && url.pathname === "/" && !url.search && !url.hash && !url.username && !url.password
    ? url
    : undefined;
}

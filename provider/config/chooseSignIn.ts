import type { SignIn, SignInMethod, Text } from "../graph";
import { type Found, levels, placesOf, type SettingReader } from "./settingReader";
import type { SettingName, SettingValue } from "./settingRows";
import { methodRows } from "./signInMethods";

/**
 * The one way to sign in that the settings ask for: explicit configuration first, then `ARM_*`, then what
 * `DefaultAzureCredential` finds. Half a configuration is reported, and never passed over for another way.
 *
 * @internal
 */
export function chooseSignIn(reader: SettingReader): SignIn {
  const row = chosenRow(reader);
  if (row === undefined) return byDefault(reader);
  const pieces = new Pieces(reader, row.words);
  for (const name of row.askedBy) pieces.note(name);
  const parts = build[row.method](pieces);
  return { method: row.method, source: pieces.source, ...parts } as SignIn;
}

function chosenRow(reader: SettingReader) {
  const asked = methodRows.flatMap((row) => {
    const by = row.askedBy.map((name) => reader.find(name)).filter(asks);
    const flag = row.switch && reader.find(row.switch);
    if (by.length === 0 || flag?.value === false) return [];
    return [{ row, level: Math.min(...[...by, flag].map((found) => found?.level ?? levels.others)) }];
  });
  return asked.sort((a, b) => a.level - b.level)[0]?.row;
}

/** What others have set for purposes of their own asks for nothing. */
function asks(found: Found<unknown> | undefined): boolean {
  return found !== undefined && found.value !== false && found.level < levels.others;
}

/** The values of one way to sign in: remembers where they came from, and reports what is missing. */
class Pieces {
  readonly #sources = new Set<string>();

  constructor(
    private readonly reader: SettingReader,
    private readonly words: string,
  ) {}

  get source(): string {
    return [...this.#sources].join(", ");
  }

  note(name: SettingName): void {
    const found = this.reader.find(name);
    if (found !== undefined) this.#sources.add(found.source);
  }

  optional(name: TextName): string | undefined {
    this.note(name);
    return this.reader.value(name);
  }

  required(name: TextName): string {
    const value = this.optional(name);
    if (value === undefined) this.#missing(name);
    return value ?? "";
  }

  /** A value that may stand in a file. */
  text(name: TextName, fileName: TextName): Text {
    return this.optionalText(name, fileName) ?? this.required(name);
  }

  optionalText(name: TextName, fileName: TextName): Text | undefined {
    const [direct, file] = [this.reader.find(name), this.reader.find(fileName)];
    if (file !== undefined && (direct === undefined || file.level < direct.level)) {
      this.note(fileName);
      return { path: file.value };
    }
    return this.optional(name);
  }

  #missing(name: SettingName): void {
    this.reader.report(
      `intune:${name}`,
      `is missing: signing in with ${this.words}${this.source && ` (${this.source})`} needs it. Set one of ${placesOf(name)}.`,
    );
  }
}

type TextName = { [N in SettingName]: SettingValue<N> extends string ? N : never }[SettingName];

const principal = (pieces: Pieces) => ({
  tenantId: pieces.required("tenantId"),
  clientId: pieces.text("clientId", "clientIdFilePath"),
});
const request = (pieces: Pieces) => ({
  url: pieces.required("oidcRequestUrl"),
  token: pieces.required("oidcRequestToken"),
});
const given = <K extends string, V>(key: K, value: V | undefined) =>
  value === undefined ? {} : { [key]: value };

/** How the settings become what each way to sign in needs. */
const build: { readonly [M in SignInMethod]: (pieces: Pieces) => object } = {
  accessToken: (pieces) => ({ accessToken: pieces.required("accessToken") }),
  clientSecret: (pieces) => ({
    ...principal(pieces),
    clientSecret: pieces.text("clientSecret", "clientSecretFilePath"),
  }),
  clientCertificate: (pieces) => {
    const base64 = pieces.optional("clientCertificate");
    return {
      ...principal(pieces),
      certificate: base64 === undefined ? { path: pieces.required("clientCertificatePath") } : { base64 },
      ...given("password", pieces.optional("clientCertificatePassword")),
    };
  },
  oidcToken: (pieces) => ({ ...principal(pieces), token: pieces.text("oidcToken", "oidcTokenFilePath") }),
  githubActions: (pieces) => ({ ...principal(pieces), request: request(pieces) }),
  azurePipelines: (pieces) => ({
    ...principal(pieces),
    request: request(pieces),
    serviceConnectionId: pieces.required("adoPipelineServiceConnectionId"),
  }),
  workloadIdentity: (pieces) => ({
    ...principal(pieces),
    tokenFilePath: pieces.required("oidcTokenFilePath"),
  }),
  managedIdentity: (pieces) => given("clientId", pieces.optionalText("clientId", "clientIdFilePath")),
  azureCli: (pieces) => given("tenantId", pieces.optional("tenantId")),
  default: (pieces) => given("tenantId", pieces.optional("tenantId")),
};

/** Nothing is asked for: what `DefaultAzureCredential` finds. */
function byDefault(reader: SettingReader): SignIn {
  const client = reader.find("clientId") ?? reader.find("clientIdFilePath");
  if (client !== undefined && client.level < levels.others) {
    const ways = methodRows.flatMap(({ askedBy }) => askedBy.filter((name) => name !== "accessToken"));
    reader.report(
      client.source,
      `names an application, but nothing says how it signs in. Set one of ${ways.map((name) => `intune:${name}`).join(", ")}.`,
    );
  }
  reportHalfAnEnvironment(reader);
  const tenantId = reader.find("tenantId");
  return {
    method: "default",
    source: tenantId === undefined ? "the environment" : `${tenantId.source} and the environment`,
    ...given("tenantId", tenantId?.value),
  };
}

/** `DefaultAzureCredential` would pass over half a service principal and sign in as somebody else. */
function reportHalfAnEnvironment(reader: SettingReader): void {
  const chain = reader.variable("AZURE_TOKEN_CREDENTIALS")?.toLowerCase() ?? "prod";
  if (!["prod", "environmentcredential"].includes(chain)) return;
  const proof = ["AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH"].find((name) =>
    reader.variable(name),
  );
  if (proof === undefined) return;
  for (const name of ["AZURE_TENANT_ID", "AZURE_CLIENT_ID"]) {
    if (reader.variable(name) === undefined) {
      reader.report(name, `is missing: signing in with ${proof} needs it.`);
    }
  }
}

import {
  type DefaultMethod,
  methodWords,
  type SignIn,
  type SignInBy,
  type SignInMethod,
  type Text,
} from "../graph";
import { type Found, levels, placesOf, type SettingReader } from "./settingReader";
import type { SettingName, SettingValue } from "./settingRows";
import { methodRows } from "./signInMethods";

/**
 * Chooses one way to sign in from the settings: explicit configuration first, then `ARM_*`, then what
 * `DefaultAzureCredential` finds. If the configuration is incomplete, it reports that and tries no other way.
 */
export function chooseSignIn(reader: SettingReader): SignIn {
  const row = chosenRow(reader);
  if (row === undefined) return byDefault(reader);
  const inputs = new SignInInputs(reader, methodWords[row.method]);
  for (const name of row.askedBy) inputs.note(name);
  const values = build[row.method](inputs);
  // Every row of the table makes the inputs of its own method, which the type of a union does not say.
  return { method: row.method, source: inputs.source, ...values } as SignIn;
}

function chosenRow(reader: SettingReader) {
  const asked = methodRows.flatMap((row) => {
    const by = row.askedBy.map((name) => reader.find(name)).filter(asks);
    const flag = row.switch && reader.find(row.switch);
    if (by.length === 0 || flag?.value === false || row.when?.(reader) === false) return [];
    return [{ row, level: Math.min(...[...by, flag].map((found) => found?.level ?? levels.others)) }];
  });
  return asked.sort((a, b) => a.level - b.level)[0]?.row;
}

/** Variables that other tools use for their own purposes do not select a method. */
function asks(found: Found<unknown> | undefined): boolean {
  return found !== undefined && found.value !== false && found.level < levels.others;
}

/** The values for one sign-in method. Remembers the settings that they came from, and reports missing values. */
class SignInInputs {
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

  /** @param whence - What else sets the value, for the message if it is missing. */
  required(name: TextName, whence = ""): string {
    const value = this.optional(name);
    if (value === undefined) this.#missing(name, whence);
    return value ?? "";
  }

  /** A value that may be in a file. */
  text(name: TextName, fileName: TextName): Text {
    return this.optionalText(name, fileName) ?? this.required(name);
  }

  /** The value or the file, whichever is more explicit. */
  optionalText(name: TextName, fileName: TextName): Text | undefined {
    const [direct, file] = [this.reader.find(name), this.reader.find(fileName)];
    if (file !== undefined && (direct === undefined || file.level < direct.level)) {
      this.note(fileName);
      return { path: file.value };
    }
    return this.optional(name);
  }

  #missing(name: SettingName, whence: string): void {
    this.reader.report(
      `intune:${name}`,
      `is missing. You need it to sign in with ${this.words}${this.source && ` (${this.source})`}. Set one of ${placesOf(name)}.${whence && ` ${whence}`}`,
    );
  }
}

type TextName = { [N in SettingName]: SettingValue<N> extends string ? N : never }[SettingName];

const principal = (inputs: SignInInputs) => ({
  tenantId: inputs.required("tenantId"),
  clientId: inputs.text("clientId", "clientIdFilePath"),
});
const fromActions = "GitHub Actions sets it in a job with permissions: id-token: write.";
const fromPipelines =
  "Azure DevOps passes it to a step that has SYSTEM_ACCESSTOKEN: $(System.AccessToken) in its env.";
const given = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });

/** Makes the inputs of each way to sign in from the settings. */
const build: {
  readonly [M in SignInMethod]: (inputs: SignInInputs) => Omit<SignInBy<M>, "method" | "source">;
} = {
  accessToken: (inputs) => ({ accessToken: inputs.required("accessToken") }),
  clientSecret: (inputs) => ({
    ...principal(inputs),
    clientSecret: inputs.text("clientSecret", "clientSecretFilePath"),
  }),
  clientCertificate: (inputs) => {
    const certificate = inputs.text("clientCertificate", "clientCertificatePath");
    return {
      ...principal(inputs),
      certificate: typeof certificate === "string" ? { base64: certificate } : certificate,
      ...given("password", inputs.optional("clientCertificatePassword")),
    };
  },
  oidcToken: (inputs) => ({ ...principal(inputs), token: inputs.text("oidcToken", "oidcTokenFilePath") }),
  githubActions: (inputs) => ({
    ...principal(inputs),
    request: {
      url: inputs.required("oidcRequestUrl", fromActions),
      token: inputs.required("oidcRequestToken", fromActions),
    },
  }),
  azurePipelines: (inputs) => ({
    ...principal(inputs),
    request: {
      url: inputs.required("oidcRequestUrl"),
      token: inputs.required("oidcRequestToken", fromPipelines),
    },
    serviceConnectionId: inputs.required("adoPipelineServiceConnectionId"),
  }),
  workloadIdentity: (inputs) => ({
    ...principal(inputs),
    tokenFilePath: inputs.required("oidcTokenFilePath"),
  }),
  managedIdentity: (inputs) => ({
    ...given("clientId", inputs.optionalText("clientId", "clientIdFilePath")),
    ...given("endpoint", inputs.optional("msiEndpoint")),
  }),
  azureCli: (inputs) => given("tenantId", inputs.optional("tenantId")),
  default: (inputs) => given("tenantId", inputs.optional("tenantId")),
};

/** The switches that, if false, exclude a way from `DefaultAzureCredential`. */
const excludedBy = {
  useAksWorkloadIdentity: "workloadIdentity",
  useMsi: "managedIdentity",
  useCli: "azureCli",
} as const satisfies { readonly [N in SettingName]?: DefaultMethod };

/** No setting selects a method, so `DefaultAzureCredential` tries its chain. */
function byDefault(reader: SettingReader): SignIn {
  const client = reader.find("clientId") ?? reader.find("clientIdFilePath");
  if (client?.level === levels.config) {
    const settings = new Set(methodRows.flatMap(({ askedBy }) => askedBy));
    settings.delete("accessToken");
    reader.report(
      client.source,
      `names an application, but no setting says how it signs in. Set one of ${[...settings].map((name) => `intune:${name}`).join(", ")}.`,
    );
  }
  reportHalfAnEnvironment(reader);
  const tenantId = reader.find("tenantId");
  const switches = Object.entries(excludedBy) as [keyof typeof excludedBy, DefaultMethod][];
  const excluded = switches.filter(([name]) => reader.value(name) === false);
  const sources = [tenantId, ...excluded.map(([name]) => reader.find(name))].flatMap(
    (found) => found?.source ?? [],
  );
  return {
    method: "default",
    source: [...sources, "the environment"].join(", "),
    ...given("tenantId", tenantId?.value),
    ...(excluded.length > 0 && { excluded: excluded.map(([, method]) => method) }),
  };
}

/** If a service principal is incomplete, `DefaultAzureCredential` skips it and may sign in as another identity. */
function reportHalfAnEnvironment(reader: SettingReader): void {
  const chain = reader.variable("AZURE_TOKEN_CREDENTIALS")?.toLowerCase() ?? "prod";
  if (!["prod", "environmentcredential"].includes(chain)) return;
  const proof = ["AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH"].find((name) =>
    reader.variable(name),
  );
  if (proof === undefined) return;
  for (const name of ["AZURE_TENANT_ID", "AZURE_CLIENT_ID"]) {
    if (reader.variable(name) === undefined) {
      reader.report(name, `is missing. You need it to sign in with ${proof}.`);
    }
  }
}

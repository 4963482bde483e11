import { show } from "../problems";
import { secretSettingsKey } from "./settingNames";
import { type SettingName, type SettingRow, type SettingValue, settingRows } from "./settingRows";

/**
 * How explicit a source is: first the stack's configuration, then the variables of this provider and of Pulumi's and
 * Terraform's providers, then variables that other tools set for their own purposes.
 */
export const levels = { config: 0, provider: 1, others: 2 } as const;

/**
 * Returns the value of a key in the engine's configuration, such as `intune:tenantId`. For {@link secretSettingsKey}, it
 * returns the keys whose values are not shown, beside those that never are.
 */
export type Config = (key: string) => string | undefined;

/** A setting that is set. */
export interface Found<T> {
  readonly value: T;
  /** The key or variable that it came from. */
  readonly source: string;
  readonly level: (typeof levels)[keyof typeof levels];
  /** What was given, as a message may show it. */
  readonly shown: string;
}

/** Reads settings and collects their problems. */
export class SettingReader {
  readonly problems: string[] = [];
  readonly #read = new Map<SettingName, Found<unknown> | undefined>();
  readonly #secrets: ReadonlySet<string>;

  constructor(
    private readonly config: Config,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.#secrets = new Set(config(secretSettingsKey)?.split(","));
  }

  /** A setting from the first place that has it. An empty value counts as not set. */
  find<N extends SettingName>(name: N): Found<SettingValue<N>> | undefined {
    if (!this.#read.has(name)) this.#read.set(name, this.#find(name));
    return this.#read.get(name) as Found<SettingValue<N>> | undefined;
  }

  value<N extends SettingName>(name: N): SettingValue<N> | undefined {
    return this.find(name)?.value;
  }

  /** A variable that is not a setting of this provider, but that @azure/identity uses. */
  variable(name: string): string | undefined {
    return this.env[name]?.trim() || undefined;
  }

  report(setting: string, message: string): void {
    this.problems.push(`${setting}: ${message}`);
  }

  #find(name: SettingName): Found<unknown> | undefined {
    const row: SettingRow<unknown> = settingRows[name];
    const places = [
      { source: `intune:${name}`, text: this.config(`intune:${name}`) },
      ...row.env.map((source) => ({ source, text: this.env[source] })),
    ];
    const place = places.find(({ text }) => text !== undefined && text.trim() !== "");
    if (place?.text === undefined) return undefined;
    const { source, text } = place;
    const shown = show(text, row.secret || this.#secrets.has(source));
    const value = row.parser.parse(text.trim());
    if (value !== undefined) return { value, source, level: levelOf(source), shown };
    if (row.ambiguous !== source) this.report(source, `given ${shown}; accepted: ${row.parser.accepted}.`);
    return undefined;
  }
}

function levelOf(source: string): Found<unknown>["level"] {
  if (source.startsWith("intune:")) return levels.config;
  return /^(ARM|INTUNE)_/.test(source) ? levels.provider : levels.others;
}

/** Every place where a setting can be set, for messages. */
export function placesOf(name: SettingName): string {
  return [`intune:${name}`, ...settingRows[name].env].join(", ");
}

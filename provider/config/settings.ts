import {
  type Authority,
  type Backoff,
  type Cloud,
  clouds,
  defaults,
  type GraphClientOptions,
} from "../graph";
import { product } from "../product";
import { chooseSignIn } from "./chooseSignIn";
import { ConfigurationError } from "./configurationError";
import { type Config, SettingReader } from "./settingReader";

/** The settings, as plain data, so that you can compare two configurations. */
export interface Settings {
  readonly graph: GraphClientOptions;
  /** How single assignments are written. */
  readonly writeRoute: "auto" | "documented" | "assign";
  /** How many seconds after a write to confirm it again. 0: not at all. */
  readonly settleSeconds: number;
}

/** Identity services of Microsoft. Instance discovery works with them. */
const knownAuthorities = [...clouds.map(({ authority }) => authority), "https://login.windows.net"];

/**
 * Reads every setting, from the stack's configuration and the environment. Pure: no network, no file, no token.
 *
 * @throws ConfigurationError. It names every wrong setting.
 */
export function readSettings(config: Config, env: NodeJS.ProcessEnv): Settings {
  const reader = new SettingReader(config, env);
  const cloud = cloudOf(reader);
  const endpoint = reader.value("graphEndpoint") ?? cloud.graph;
  const signIn = chooseSignIn(reader);
  const operationTimeoutMs = reader.value("operationTimeout");
  const requestTimeoutMs = reader.value("requestTimeout");
  const requests = reader.value("requestsPer20s");
  const retryPause = reader.value("retryPause");
  const settings: Settings = {
    graph: {
      endpoint,
      // Only for the host that gets the token, so that the token is useless elsewhere.
      scope: `${endpoint}/.default`,
      signIn,
      authority: authorityOf(reader, cloud),
      product,
      ...(operationTimeoutMs === undefined ? {} : { operationTimeoutMs }),
      ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
      ...(requests === undefined ? {} : { pace: { requests, windowMs: 20_000 } }),
      backoff: retryPause === undefined ? defaults.backoff : backoffOf(retryPause),
    },
    writeRoute: reader.value("writeRoute") ?? "auto",
    settleSeconds: settleSecondsOf(reader),
  };
  if (reader.problems.length > 0) throw new ConfigurationError(reader.problems);
  return settings;
}

/** The pauses of one request keep their relation to those of all, which only a throttled request begins. */
function backoffOf(throttledMs: number): Backoff {
  const { backoff } = defaults;
  return { ...backoff, throttledMs, brokenMs: (throttledMs * backoff.brokenMs) / backoff.throttledMs };
}

/** If the settle time were longer than an operation may take, every write would fail after it was made. */
function settleSecondsOf(reader: SettingReader): number {
  const found = reader.find("settleSeconds");
  if (found === undefined) return 0;
  const timeout = reader.find("operationTimeout") ?? {
    value: defaults.operationTimeoutMs,
    shown: `${defaults.operationTimeoutMs / 1_000} s`,
  };
  if (found.value * 1_000 > timeout.value / 2) {
    reader.report(
      found.source,
      `given ${found.shown}; accepted: at most half of intune:operationTimeout, which is ${timeout.shown}.`,
    );
  }
  return found.value;
}

/** A known root of Graph determines the cloud. Any other root may be a stand-in for that of the environment. */
function cloudOf(reader: SettingReader): Cloud {
  const environment = reader.find("environment");
  const endpoint = reader.find("graphEndpoint");
  const ofEndpoint = clouds.find(({ graph }) => graph === endpoint?.value);
  if (environment && endpoint && ofEndpoint && ofEndpoint !== environment.value) {
    reader.report(
      endpoint.source,
      `given ${endpoint.shown}; accepted: the root of the cloud in ${environment.source}, which is ${environment.shown}. Set one of the two.`,
    );
  }
  const [publicCloud] = clouds;
  const cloud = ofEndpoint ?? environment?.value ?? publicCloud;
  if (cloud === undefined) throw new Error("there is no cloud");
  return cloud;
}

function authorityOf(reader: SettingReader, cloud: Cloud): Authority {
  const host = reader.value("authorityHost") ?? cloud.authority;
  return {
    host,
    instanceDiscovery: knownAuthorities.includes(host),
    federatedAudience: cloud.federatedAudience,
  };
}

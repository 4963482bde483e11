import { checked } from "./checked";
import { FaultPlan } from "./faults/plan";
import { type RecordedRequest, RequestLog } from "./requestLog";
import type { Service } from "./service/service";
import { services } from "./service/services";
import { defaultSettings, type EmulatorSettings, type Settings, settingsChange } from "./settings";
import { loadTenant, saveTenant } from "./tenant/load";
import type { EmulatorState } from "./tenant/state";
import type { Tenant } from "./tenant/tenant";
import { Throttle } from "./throttle/throttle";

/** What the routes, the faults and the control share. @internal */
export class Emulator {
  readonly log = new RequestLog();
  readonly faults = new FaultPlan();
  readonly throttle = new Throttle();
  readonly settings: { -readonly [Name in keyof Settings]: Settings[Name] } = { ...defaultSettings };
  #tenant: Tenant;

  constructor(settings: unknown, state: unknown, faults: unknown) {
    this.configure(settings);
    this.#tenant = loadTenant(state, this.service);
    this.faults.set(faults);
  }

  get tenant(): Tenant {
    return this.#tenant;
  }

  get service(): Service {
    return services[this.settings.service];
  }

  get requests(): readonly RecordedRequest[] {
    return this.log.requests;
  }

  getState(): EmulatorState {
    return saveTenant(this.#tenant);
  }

  setState(state: unknown): void {
    this.#tenant = loadTenant(state, this.service);
  }

  configure(given: unknown): void {
    const change: Partial<EmulatorSettings> = checked("settings", settingsChange, given);
    Object.assign(this.settings, change);
    if (change.throttle !== undefined) {
      this.throttle.configure(change.throttle);
    }
  }
}

import { checked } from "./checked";
import { FaultPlan } from "./faults/plan";
import type { FaultRule } from "./faults/rule";
import { type RecordedRequest, RequestLog } from "./graph/requestLog";
import { Throttle } from "./graph/throttle";
import type { Controlled } from "./routes/control";
import type { Emulated } from "./routes/emulated";
import { defaultSettings, type EmulatorSettings, settingsChange } from "./settings";
import { loadTenant, saveTenant } from "./tenant/load";
import type { EmulatorState } from "./tenant/state";
import type { Tenant } from "./tenant/tenant";

/** A tenant, and the behavior of its service. */
export class Emulator implements Emulated, Controlled {
  readonly log = new RequestLog();
  readonly faults = new FaultPlan();
  readonly throttle = new Throttle();
  readonly settings: EmulatorSettings = { ...defaultSettings };
  #tenant: Tenant;

  constructor(settings: unknown, state: unknown, faults: unknown) {
    this.configure(settings);
    this.#tenant = loadTenant(state, this.settings.service);
    this.faults.set(faults);
  }

  get tenant(): Tenant {
    return this.#tenant;
  }

  get requests(): readonly RecordedRequest[] {
    return this.log.requests;
  }

  clearRequests(): void {
    this.log.clear();
  }

  getState(): EmulatorState {
    return saveTenant(this.#tenant);
  }

  setState(state: unknown): void {
    this.#tenant = loadTenant(state, this.settings.service);
  }

  get faultRules(): readonly FaultRule[] {
    return this.faults.rules;
  }

  setFaults(rules: unknown): void {
    this.faults.set(rules);
  }

  configure(given: unknown): void {
    const change = checked("settings", settingsChange, given);
    Object.assign(this.settings, change);
    if (change.throttle !== undefined) {
      this.throttle.configure(change.throttle);
    }
  }
}

import type { Handlers } from "../support/miniEngine";
import { PluginProcess } from "../support/pluginProcess";
import { type ProcessOptions, providerProcess } from "../support/providerProcess";

/** A process that the engine starts for one provider and one operation. */
export interface ModelProcess {
  resource(kind: string, name: string): Handlers;
  close(): Promise<void>;
}

/** How the engine of the model reaches the provider: the handlers themselves, or the messages of the plugin. */
export interface ModelDoor {
  readonly name: "handlers" | "plugin";
  start(url: string, config: Readonly<Record<string, string>>, options: ProcessOptions): ModelProcess;
}

const handlers: ModelDoor = {
  name: "handlers",
  start(url, config, options) {
    const { client, resource } = providerProcess(url, config, options);
    return { resource, close: () => client.close() };
  },
};

const plugin: ModelDoor = {
  name: "plugin",
  start: (url, config, options) => new PluginProcess(url, config, options),
};

/** Each door on each behavior of the service. */
export const worlds = [handlers, plugin].flatMap((door) =>
  (["documented", "observed"] as const).map((service) => ({ door, name: door.name, service })),
);

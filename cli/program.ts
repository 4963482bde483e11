import { Command } from "commander";
import { product } from "../provider/config/product";
import { emulatorCommand } from "./emulator";
import { graphCommand } from "./graph/graphCommand";
import { importCommand } from "./import/importCommand";
import type { Terminal } from "./terminal";

/** The command `pulumi-intune`. @internal */
export function pulumiIntune(terminal: Terminal): Command {
  return new Command("pulumi-intune")
    .description("Microsoft Intune assignments with Pulumi: what helps beside the stack's program.")
    .version(product().version)
    .addCommand(importCommand(terminal))
    .addCommand(graphCommand(terminal))
    .addCommand(emulatorCommand());
}

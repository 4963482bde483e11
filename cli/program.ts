import { Command } from "commander";
import { product } from "../provider/product";
import { emulatorCommand } from "./emulator";
import { importCommand } from "./import/importCommand";
import { graphCommand, reportCommand } from "./report/reportCommand";
import type { Terminal } from "./terminal";

/** The command `pulumi-intune`. */
export function pulumiIntune(terminal: Terminal): Command {
  return new Command("pulumi-intune")
    .description("Commands for Microsoft Intune assignments with Pulumi: import, report and an emulator.")
    .version(product.version)
    .addCommand(importCommand(terminal))
    .addCommand(reportCommand(terminal))
    .addCommand(graphCommand(terminal))
    .addCommand(emulatorCommand(terminal));
}

export { emulatorCommand } from "../emulator/main";

import { Policy } from "../../emulator/tenant/policy";

/** Calls something with a policy's id after each write to it that takes effect, while something runs. */
export async function watchWrites<T>(onWrite: (policyId: string) => void, run: () => Promise<T>): Promise<T> {
  const { replace } = Policy.prototype;
  Policy.prototype.replace = function (this: Policy, assignments) {
    replace.call(this, assignments);
    onWrite(this.id);
  };
  try {
    return await run();
  } finally {
    Policy.prototype.replace = replace;
  }
}

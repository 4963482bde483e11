import vm from "node:vm";

/** A resource that a program declares. */
export interface DeclaredResource {
  readonly className: string;
  readonly name: string;
  readonly inputs: object;
}

/** Runs a program that `pulumi-intune import` wrote, with nothing at hand but the classes that it imports. */
export function resourcesOf(program: string): DeclaredResource[] {
  const [, imported = "", body = program] =
    /^import \{([^}]*)\} from "pulumi-intune";\n(.*)$/s.exec(program) ?? [];
  const declared: DeclaredResource[] = [];
  const classes = imported.split(",").map((className) => className.trim());
  const globals = classes.map((className) => [
    className,
    class {
      constructor(name: string, inputs: object) {
        declared.push({ className, name, inputs: structuredClone(inputs) });
      }
    },
  ]);
  vm.runInNewContext(body, Object.fromEntries(globals));
  return declared;
}

/**
 * The parts of Pulumi's package schema that this package uses.
 *
 * Source: https://github.com/pulumi/pulumi/blob/master/pkg/codegen/schema/pulumi.json
 */
export interface PackageSpec {
  readonly name: string;
  readonly version: string;
  readonly config: { readonly variables: Properties };
  readonly provider: { readonly description: string; readonly inputProperties: Properties };
  readonly types: Readonly<Record<string, ObjectSpec>>;
  readonly resources: Readonly<Record<string, ResourceSpec>>;
  readonly functions: Readonly<Record<string, FunctionSpec>>;
  readonly [more: string]: unknown;
}

type Properties = Readonly<Record<string, PropertySpec>>;

export interface PropertySpec {
  readonly type?: "string" | "boolean" | "number" | "integer" | "array";
  readonly $ref?: string;
  readonly items?: { readonly $ref: string };
  readonly description: string;
  readonly secret?: true;
  readonly willReplaceOnChanges?: true;
}

export interface ObjectSpec {
  readonly type: "object";
  readonly description?: string;
  readonly properties: Properties;
  readonly required?: readonly string[];
}

export interface ResourceSpec {
  readonly description: string;
  readonly aliases?: readonly { readonly type: string }[];
  readonly inputProperties: Properties;
  readonly requiredInputs: readonly string[];
  readonly properties: Properties;
  readonly required: readonly string[];
}

export interface FunctionSpec {
  readonly description: string;
  readonly inputs: ObjectSpec;
  readonly outputs: ObjectSpec;
}

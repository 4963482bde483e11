/** The versions of Graph, as in the path. @internal */
export const versions = ["v1.0", "beta"] as const;

/** @internal */
export type Version = (typeof versions)[number];

/**
 * How long Graph is given to show a write, since its reads are not always up to date straight after one: the
 * pauses before each look, in milliseconds.
 *
 * @internal
 */
export interface Patience {
  /** After an `assign`. */
  readonly confirm: readonly number[];
  /** After a single write whose outcome is not known. */
  readonly readBack: readonly number[];
}

/** @internal */
export const patience: Patience = {
  confirm: [0, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000],
  readBack: [0, 500, 1_500],
};

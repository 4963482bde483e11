/** One figure of the table. */
export interface Row {
  readonly figure: string;
  readonly goal: string;
  readonly measured: string;
  /** Undefined where there is no goal. */
  readonly met?: boolean;
}

/** A further table below the first. */
export interface Detail {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** What a measure found. */
export interface Findings {
  readonly rows: readonly Row[];
  readonly details?: readonly Detail[];
}

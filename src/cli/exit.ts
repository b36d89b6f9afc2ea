/** Exit codes; scripts rely on them. */
export const Exit = {
  /** The gate is open, or what was asked for was shown. */
  Open: 0,
  /** The gate is closed. */
  Closed: 1,
  /** Usage, configuration or engine trouble: nothing was decided, or not all; the report says which. */
  Stopped: 2,
} as const;

export type Exit = (typeof Exit)[keyof typeof Exit];

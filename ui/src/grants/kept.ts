/** The heading of what no list tells, for the strip that leads there. */
export const KEPT_HEADING = "kept";

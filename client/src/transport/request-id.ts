let last = 0;

/** Unique within this program; a reply is found by it. */
export const requestId = (): string => (++last).toString(36);

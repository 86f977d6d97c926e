/** A therapist's session ends after half an hour without a request, and after twelve hours in any case. */
export const sessionLifetime = { idleMs: 30 * 60_000, absoluteMs: 12 * 3_600_000 } as const;

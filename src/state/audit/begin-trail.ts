import type { AuditTrail } from './trail.ts';

/** A chain without events. */
export const beginTrail = (chain: string): AuditTrail => ({ chain, sequence: 0, seal: '', unfiled: [] });

import type { AuditTrail } from './trail.ts';

/** The trail without the events that `fileTrail` said are filed, up to and with `upTo`. */
export function withoutFiled(trail: AuditTrail, upTo: number): AuditTrail {
  const unfiled = trail.unfiled.filter(({ sequence }) => sequence > upTo);
  return unfiled.length === trail.unfiled.length ? trail : { ...trail, unfiled };
}

/**
 * Somebody changed the store past the program, and it does not go on from there.
 *
 * - `foreign-segment`: in the place where events are to be filed stand other ones. The events stay where they are.
 * - `foreign-anchor`: the seal of a page of anchors does not hold.
 * - `future-anchor`: a day was anchored that has not begun anywhere: its page was put there, or a clock was wrong.
 */
export class AuditError extends Error {
  readonly code: 'foreign-segment' | 'foreign-anchor' | 'future-anchor';
  /** The chain and the sequence of the event, or the page. */
  readonly at: string;
  constructor(code: AuditError['code'], at: string) {
    super(`audit ${code} at ${at}`);
    this.name = 'AuditError';
    this.code = code;
    this.at = at;
  }
}

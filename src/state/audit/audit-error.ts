/**
 * `foreign-segment`: in the place where events are to be filed stand other ones. Somebody changed the store past the
 * program; the events stay where they are.
 */
export class AuditError extends Error {
  readonly code: 'foreign-segment';
  readonly chain: string;
  readonly sequence: number;
  constructor(code: AuditError['code'], at: { readonly chain: string; readonly sequence: number }) {
    super(`audit ${code} at ${at.chain} ${at.sequence}`);
    this.name = 'AuditError';
    this.code = code;
    this.chain = at.chain;
    this.sequence = at.sequence;
  }
}

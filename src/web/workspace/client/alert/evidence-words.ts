import type { Evidence } from '../../../../domain/alert.ts';
import type { AlertWords } from './alert-words.ts';

type Observed = Exclude<Evidence, { kind: 'safety' }>;

/** `Bond: fell from about 8 to 5 over 2 check-ins; their usual range is 7–9. It began about 2 Nov.` */
export function evidenceWords(piece: Observed, { t, wording }: AlertWords): string {
  const { kind, domain, over, usual, since } = piece;
  const values = {
    domain: t(`domain.${domain}`),
    value: wording.number(piece.value),
    reference: wording.number(piece.reference),
  };
  const plain =
    kind === 'floor' || over === undefined
      ? t(`reason.${kind}`, values)
      : t(`reason.${kind}Over`, { ...values, count: over });
  const reason = usual
    ? t('reason.usual', {
        reason: plain,
        low: wording.number(usual.low),
        high: wording.number(usual.high),
      })
    : plain;
  return since === undefined ? reason : t('reason.since', { reason, date: wording.day(since) });
}

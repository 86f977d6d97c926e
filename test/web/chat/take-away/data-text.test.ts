import { expect } from 'chai';
import { carryOver } from '../../../../src/domain/carry-over.ts';
import { fingerprintsOf } from '../../../../src/domain/fingerprints.ts';
import { createTexts } from '../../../../src/i18n/index.ts';
import { dataText } from '../../../../src/web/chat/take-away/data-text.ts';
import { checkInWith } from '../../../helpers/built-in.ts';
import { aClient } from '../../../helpers/chat.ts';
import { instrumentOf, no, words } from '../../../helpers/questionnaire.ts';

const now = '2026-11-24T09:00:00.000Z';
const version = (text: string, more: object) =>
  instrumentOf([{ linkId: 'q', type: 'string', text }, { linkId: 'stays' }], more);

describe('the file of their data that a client reads', () => {
  it('has the answers to questions that were asked otherwise before, too', () => {
    const [first, second] = [version('As it was?', {}), version('As it is?', { version: '2' })];
    const { completedAt: _open, ...begun } = checkInWith(
      { q: words('Before'), stays: no },
      {
        instrument: { id: first.id, version: first.version },
        fingerprints: fingerprintsOf(first),
        status: 'open',
        context: { homework: [], goal: [] },
      },
    );
    const carried = carryOver(begun, second, now);
    const told = (shelf: readonly (typeof first)[]): string =>
      dataText(
        {
          client: aClient(),
          checkIns: [{ ...carried, answers: { ...carried.answers, q: words('Now') } }],
          alerts: [],
        },
        now,
        {
          t: createTexts()('en'),
          language: 'en',
          locale: 'en',
          timeZone: 'UTC',
          instrumentAt: (_id, wanted) => shelf.find((one) => one.version === wanted),
        },
      );
    const text = told([first, second]);
    expect(text).to.contain('As it is? Now').and.to.contain('As it was? Before');
    expect(text.split('stays No')).to.have.lengthOf(2);
    expect(told([second]))
      .to.contain('As it is? Now')
      .and.to.contain('words of these questions are no longer');
  });
});

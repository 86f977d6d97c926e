import { expect } from 'chai';
import { carryOver } from '../../src/domain/carry-over.ts';
import type { CheckIn } from '../../src/domain/check-in.ts';
import type { FhirQuestionnaire } from '../../src/domain/instrument/fhir-questionnaire.ts';
import { fingerprintsOf } from '../../src/domain/fingerprints.ts';
import { formerCheckIns } from '../../src/domain/former-check-ins.ts';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import { nextQuestion } from '../../src/domain/questions/next-question.ts';
import { ownInstrument } from '../../src/domain/own-instrument.ts';
import { questionnaireResponse } from '../../src/domain/questions/questionnaire-response.ts';
import type { ScoringFile } from '../../src/domain/instrument/read-scoring.ts';
import { builtIn, builtInFiles, checkInWith, chose, itemIn, rated, ticked } from '../helpers/built-in.ts';

const now = '2026-11-24T09:00:00.000Z';

/** The built-in questionnaire as the next version, after a change to its file. */
function changed(
  change: (file: FhirQuestionnaire, scoring: ScoringFile) => void = () => undefined,
): Instrument {
  const { questionnaire, scoring } = builtInFiles();
  questionnaire.version = '2.0.0';
  scoring.questionnaire = `${questionnaire.url}|2.0.0`;
  change(questionnaire, scoring);
  const loaded = loadInstrument(questionnaire, scoring);
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  return loaded.instrument;
}

const given = {
  'goals-same': rated(8),
  'goals-fit': rated(3),
  'goal-progress/g1': rated(2),
  'homework-status/h1': chose('partly'),
  'homework-barriers': ticked('forgot'),
};

const open = (answers: CheckIn['answers'] = given): CheckIn => {
  const { completedAt: _completedAt, ...checkIn } = checkInWith(answers, {
    status: 'open',
    fingerprints: fingerprintsOf(builtIn()),
  });
  return checkIn;
};

describe('a check-in that is carried over to another version', () => {
  for (const [what, change, lost] of [
    ['with nothing changed', () => undefined, []],
    ['in another order', (file) => void file.item.reverse(), []],
    [
      'with a translation corrected',
      (file) => {
        itemIn(file, 'goals-same')['_text'] = undefined;
      },
      [],
    ],
    [
      'with a question reworded',
      (file) => {
        itemIn(file, 'goals-same').text = 'Do you two disagree about your goals?';
      },
      ['goals-same'],
    ],
    [
      'with the words of two questions exchanged',
      (file) => {
        const [one, other] = [itemIn(file, 'goals-same'), itemIn(file, 'goals-fit')];
        [one.text, other.text] = [other.text, one.text];
      },
      ['goals-same', 'goals-fit'],
    ],
    [
      'with the ends of a scale turned round',
      (file) => {
        const [low, high] = [itemIn(file, 'goals-fit-low'), itemIn(file, 'goals-fit-high')];
        [low.text, high.text] = [high.text, low.text];
      },
      ['goals-fit'],
    ],
    [
      'with another range',
      (file) => {
        for (const extension of itemIn(file, 'goal-progress').extension ?? [])
          if (extension.valueInteger === 10) extension.valueInteger = 5;
      },
      ['goal-progress/g1'],
    ],
    [
      'with an option reworded',
      (file) => {
        const [first] = itemIn(file, 'homework-status').answerOption ?? [];
        if (first?.valueCoding) first.valueCoding.display = 'Not at all';
      },
      ['homework-status/h1'],
    ],
    [
      'with the options in another order',
      (file) => void itemIn(file, 'homework-status').answerOption?.reverse(),
      [],
    ],
    [
      'with a linkId renamed',
      (file, scoring) => {
        itemIn(file, 'goals-fit').linkId = 'goals-own';
        scoring.subscales.goals = ['goals-same', 'goals-own'];
      },
      ['goals-fit'],
    ],
  ] as const satisfies readonly (readonly [
    string,
    (file: FhirQuestionnaire, scoring: ScoringFile) => void,
    readonly (keyof typeof given)[],
  ])[]) {
    it(`${what} keeps in force all but ${JSON.stringify(lost)}, and those as they were given`, () => {
      const instrument = changed(change);
      const carried = carryOver(open(), instrument, now);
      const gone: readonly string[] = lost;
      const entries = Object.entries(given);
      expect(carried.answers).to.deep.equal(
        Object.fromEntries(entries.filter(([key]) => !gone.includes(key))),
      );
      expect(carried.instrument).to.deep.equal({ id: 'alliance-weekly', version: '2.0.0' });
      expect(carried.former?.map(({ instrument, answers }) => ({ instrument, answers })) ?? []).to.deep.equal(
        gone.length === 0
          ? []
          : [
              {
                instrument: { id: 'alliance-weekly', version: '1.0.0' },
                answers: Object.fromEntries(entries.filter(([key]) => gone.includes(key))),
              },
            ],
      );
    });
  }

  const reworded = (): Instrument =>
    changed((file) => {
      itemIn(file, 'goals-same').text = 'Are you at odds with your therapist?';
    });

  it('is scored by what is in force, and asks the changed question anew', () => {
    const carried = carryOver(open(), reworded(), now);
    expect(carried.score.goals).to.equal(3);
    expect(nextQuestion(reworded(), carried.answers, carried.context)?.key).to.equal('goals-same');
  });

  it('gets its answers back with the version they were given to, and keeps those of between', () => {
    const there = carryOver(open(), reworded(), now);
    const answered = { ...there, answers: { ...there.answers, 'goals-same': rated(1) } };
    const back = carryOver(answered, builtIn(), now);
    expect(back.answers).to.deep.equal(given);
    expect(back.former?.map(({ answers }) => answers)).to.deep.equal([{ 'goals-same': rated(1) }]);
    expect(carryOver(back, reworded(), now).answers).to.deep.include({ 'goals-same': rated(1) });
  });

  it('takes no answer over when nobody knows what was asked', () => {
    const { fingerprints: _fingerprints, ...old } = open();
    const carried = carryOver(old, changed(), now);
    expect(carried.answers).to.deep.equal({});
    expect(carried.former?.[0]?.answers).to.deep.equal(given);
  });

  it('is complete when the version asks nothing that is not answered', () => {
    const short = changed((file, scoring) => {
      file.item = [itemIn(file, 'goals'), itemIn(file, 'tasks'), itemIn(file, 'bond')].map((group, at) => ({
        ...group,
        item: group.item?.filter(({ linkId }) =>
          linkId.startsWith(['goals-', 'tasks-sense', 'bond-care'][at] ?? ''),
        ),
      }));
      scoring.subscales = { ...scoring.subscales, tasks: ['tasks-sense'], bond: ['bond-care'] };
      scoring.roles = {};
    });
    const answers = { ...given, 'tasks-sense': rated(9), 'bond-care': rated(9) };
    expect(carryOver(open(answers), short, now)).to.deep.include({ status: 'complete', completedAt: now });
    expect(carryOver(open(), short, now).status).to.equal('open');
  });

  it('stays as it is once it is complete or missed', () => {
    for (const status of ['complete', 'missed'] as const) {
      const over = { ...open(), status };
      expect(carryOver(over, reworded(), now)).to.equal(over);
    }
  });

  it('shows its former answers as a response to the version they belong to, with what they depend on', () => {
    const own = builtIn();
    const otherBarriers = changed((file) => {
      itemIn(file, 'goals-same').text = 'Are you at odds with your therapist?';
      itemIn(file, 'homework-barriers').text = 'What helped?';
    });
    const carried = carryOver(open(), otherBarriers, now);
    const later = { ...carried, answers: { ...carried.answers, 'goals-same': rated(1) } };
    const [former] = formerCheckIns(later, () => own);
    expect(former?.answers).to.have.all.keys('goals-same', 'homework-barriers');
    const response = former && questionnaireResponse(own, former.checkIn);
    expect(response?.questionnaire).to.match(/\|1\.0\.0$/);
    const items = JSON.stringify(response?.item);
    expect(items).to.contain('"valueInteger":8').and.contain('"code":"forgot"');
    expect(items).not.to.contain('"valueInteger":1}');
    expect(formerCheckIns(later, () => undefined)[0]?.instrument).to.equal(undefined);
    expect(formerCheckIns(later, () => otherBarriers)[0]?.instrument, 'changed in place').to.equal(undefined);
  });
});

describe('the version a check-in names', () => {
  it('is its own as long as it asks the same', () => {
    const own = builtIn();
    expect(ownInstrument(open(), () => own)).to.equal(own);
    expect(ownInstrument(open(), () => undefined)).to.equal(undefined);
    const edited = {
      ...changed((file) => void (itemIn(file, 'goals-same').text = 'Other words')),
      version: '1.0.0',
    };
    expect(
      ownInstrument(open(), () => edited),
      'a file changed in place',
    ).to.equal(undefined);
    const { fingerprints: _fingerprints, ...old } = open();
    expect(
      ownInstrument(old, () => own),
      'one from before there were fingerprints',
    ).to.equal(own);
  });
});

import { expect } from 'chai';
import type { FhirItem, FhirQuestionnaire } from '../../../src/domain/instrument/fhir-questionnaire.ts';
import { domains, type Node, type Translated } from '../../../src/domain/instrument/instrument.ts';
import { loadInstrument } from '../../../src/domain/instrument/load-instrument.ts';
import type { ScoringFile } from '../../../src/domain/instrument/read-scoring.ts';
import { languages } from '../../../src/i18n/index.ts';
import { builtIn, builtInFiles, itemIn } from '../../helpers/built-in.ts';

type Change = (questionnaire: FhirQuestionnaire, scoring: ScoringFile) => void;

const faultsAfter = (change: Change): readonly string[] => {
  const { questionnaire, scoring } = builtInFiles();
  change(questionnaire, scoring);
  const loaded = loadInstrument(questionnaire, scoring);
  return loaded.ok ? [] : loaded.faults;
};

const changed =
  (linkId: string, change: Partial<FhirItem>): Change =>
  (questionnaire) =>
    void Object.assign(itemIn(questionnaire, linkId), change);

const eachExtension = (valueCode: string) => [
  { url: 'https://alliance-checkin.example/fhir/StructureDefinition/each', valueCode },
];

describe('the built-in instrument', () => {
  const instrument = builtIn();

  it('has two ratings, 0–10 and both ends labelled, for each of goals, tasks and bond', () => {
    for (const domain of domains) {
      expect(instrument.scoring.subscales[domain]).to.have.lengthOf(2);
      for (const linkId of instrument.scoring.subscales[domain]) {
        const answer = instrument.items.find((item) => item.linkId === linkId)?.answer;
        expect(answer).to.include({ kind: 'rating', min: 0, max: 10 });
        expect(answer).to.include.keys('low', 'high');
      }
    }
  });

  it('offers the barriers under three headings, and something else', () => {
    const { answer } = instrument.items.find(({ linkId }) => linkId === 'homework-barriers')!;
    const headings =
      answer.kind === 'choices' ? answer.options.map(({ code, group }) => [code, group?.default]) : [];
    expect(headings).to.deep.equal([
      ['felt-low', 'Me'],
      ['forgot', 'Me'],
      ['unsure', 'Me'],
      ['no-point', 'Me'],
      ['cravings', 'Me'],
      ['too-hard', 'The task'],
      ['too-much', 'The task'],
      ['boring', 'The task'],
      ['not-my-goals', 'The task'],
      ['no-time', 'Around me'],
      ['no-quiet-place', 'Around me'],
      ['no-support', 'Around me'],
      ['something-else', undefined],
    ]);
  });

  it('is called unvalidated, is ours and lets every question be skipped', () => {
    const { questionnaire } = builtInFiles();
    expect(questionnaire['description']).to.match(/unvalidated/);
    expect(questionnaire['copyright']).to.match(/MIT/);
    expect(instrument.items.filter(({ required }) => required)).to.deep.equal([]);
    expect(instrument.scoring.floor).to.deep.equal({ whole: 6, domain: 5 });
  });

  it('has every text in every language of the product', () => {
    const texts = [instrument.title, ...instrument.nodes.flatMap(textsOf)];
    const lacking = texts.filter(({ translations }) =>
      languages.some((language) => language !== 'en' && !translations[language]?.trim()),
    );
    expect(lacking).to.deep.equal([]);
    expect(texts).to.have.lengthOf.above(60);
  });

  it('names the homework or goal in every language or in none', () => {
    for (const { text } of instrument.items) {
      const named = [text.default, ...Object.values(text.translations)].map((words) =>
        words.includes('{{title}}'),
      );
      expect(new Set(named).size, text.default).to.equal(1);
    }
  });
});

function textsOf(node: Node): Translated[] {
  switch (node.kind) {
    case 'group':
      return [...(node.text ? [node.text] : []), ...node.nodes.flatMap(textsOf)];
    case 'title':
    case 'display':
    case 'fixed':
      return [node.text];
    case 'question': {
      const { answer, text } = node.item;
      if (answer.kind === 'rating')
        return [text, ...[answer.low, answer.high].filter((label) => label !== undefined)];
      if (answer.kind !== 'choice' && answer.kind !== 'choices') return [text];
      return [text, ...answer.options.flatMap(({ display, group }) => [display, ...(group ? [group] : [])])];
    }
  }
}

describe('loadInstrument', () => {
  const status = 'http://hl7.org/fhir/StructureDefinition/';
  for (const [what, change, faults] of [
    ['nothing changed', () => {}, []],
    [
      'a type we do not run',
      changed('bond-care', { type: 'attachment', item: [] }),
      [
        'bond-care: type attachment cannot be asked in a chat',
        'bond-care: is named in the scoring file but is no question',
      ],
    ],
    [
      'a scale without an end',
      changed('homework-difficulty', { extension: [{ url: `${status}minValue`, valueInteger: 0 }] }),
      ['homework-difficulty: cannot be homeworkDifficulty'],
    ],
    [
      'two items alike',
      (q) => {
        itemIn(q, 'bond-open').linkId = 'bond-care';
      },
      ['bond-care: two items have this linkId', 'bond-open: is named in the scoring file but is no question'],
    ],
    [
      'an extension that changes the question',
      (q) => {
        itemIn(q, 'bond-care').extension?.push({ url: `${status}questionnaire-referenceResource` });
      },
      [`bond-care: extension ${status}questionnaire-referenceResource cannot be run`],
    ],
    [
      'a modifier extension',
      changed('bond-care', { modifierExtension: [{ url: 'http://example.org/not' }] }),
      ['bond-care: modifierExtension is not supported'],
    ],
    [
      'options kept elsewhere',
      changed('homework-unlisted', { answerValueSet: 'http://example.org/vs' }),
      ['homework-unlisted: the value set http://example.org/vs is not in the file'],
    ],
    ['no question text', changed('bond-care', { text: ' ' }), ['bond-care: a question needs a text']],
    [
      'a condition on no question',
      changed('homework-unlisted', {
        enableWhen: [{ question: 'bond', operator: '>', answerInteger: 3 }],
      }),
      ['homework-unlisted: enableWhen names bond, which is no question'],
    ],
    [
      'conditions that go round in a circle',
      (q) => {
        itemIn(q, 'bond').enableWhen = [
          { question: 'homework-unlisted', operator: 'exists', answerBoolean: true },
        ];
        itemIn(q, 'homework-unlisted').enableWhen = [
          { question: 'bond-care', operator: '>', answerInteger: 3 },
        ];
      },
      [
        'homework-unlisted: is asked on a condition that depends on itself',
        'bond: is asked on a condition that depends on itself',
        'bond-care: is asked on a condition that depends on itself',
        'bond-care: is in a subscale but is not always asked, once',
        'bond-open: is in a subscale but is not always asked, once',
      ],
    ],
    [
      'a condition that can never be',
      changed('homework-unlisted', {
        enableWhen: [{ question: 'goals-same', operator: '=', answerString: 'x' }],
      }),
      ['homework-unlisted: enableWhen compares goals-same with something it cannot be'],
    ],
    [
      'a code that is no option',
      changed('homework-barriers', {
        enableWhen: [{ question: 'homework-status', operator: '=', answerCoding: { code: 'nearly' } }],
      }),
      ['homework-barriers: enableWhen compares homework-status with something it cannot be'],
    ],
    [
      'conditions without all or any',
      (q) => {
        delete itemIn(q, 'homework-barriers').enableBehavior;
      },
      ['homework-barriers: enableBehavior is missing'],
    ],
    [
      'two options alike',
      (q) => {
        itemIn(q, 'homework-unlisted').answerOption![1]!.valueCoding!.display = 'NONE was  sét';
      },
      ['homework-unlisted: two options read alike'],
    ],
    [
      'two options alike in Spanish only',
      (q) => {
        const [first, second] = itemIn(q, 'homework-unlisted').answerOption!;
        second!.valueCoding!['_display']!.extension![0] = structuredClone(
          first!.valueCoding!['_display']!.extension![0]!,
        );
      },
      ['homework-unlisted: two options read alike in es'],
    ],
    [
      'one code twice',
      (q) => {
        itemIn(q, 'homework-unlisted').answerOption![1]!.valueCoding!.code = 'none-set';
      },
      [
        'homework-unlisted: two options have the code none-set',
        'homework-difficulty: enableWhen compares homework-unlisted with something it cannot be',
        'homework-barriers: enableWhen compares homework-unlisted with something it cannot be',
      ],
    ],
    [
      'an option that is a reference',
      (q) => {
        itemIn(q, 'homework-barriers').answerOption!.push({ valueReference: { reference: 'Patient/1' } });
      },
      ['homework-barriers: an answerOption needs a coding, a whole number, a date, a time or words'],
    ],
    [
      'a linkId with a blank before it',
      changed('homework-difficulty', { linkId: ' homework-difficulty' }),
      [
        ' homework-difficulty: a linkId must not begin or end with a blank',
        'homework-barriers: enableWhen names homework-difficulty, which is no question',
        'homework-difficulty: is named in the scoring file but is no question',
      ],
    ],
    [
      'a title outside',
      changed('bond-care', { text: 'How is {{title}}?' }),
      ['bond-care: {{title}} only stands in a group that is asked for each homework or goal'],
    ],
    [
      'a group for each of nothing we know',
      (q) => {
        itemIn(q, 'goal').extension = eachExtension('session');
      },
      [
        'goal: asked for each of what: homework or goal',
        'goal-progress: {{title}} only stands in a group that is asked for each homework or goal',
      ],
    ],
    [
      'a group that does not repeat',
      (q) => {
        delete itemIn(q, 'goal').repeats;
      },
      ['goal: a group asked for each homework or goal must repeat'],
    ],
    [
      'a group without its title',
      (q) => {
        itemIn(q, 'goal').item!.shift();
      },
      ['goal: a group asked for each homework or goal needs one read-only string item for its title'],
    ],
    [
      'an empty group',
      (q) => {
        q.item.push({ linkId: 'empty', type: 'group', text: 'Nothing' });
      },
      ['empty: a group needs items'],
    ],
    [
      'a subscale item nobody asks',
      (_, s) => {
        (s.subscales.bond as string[]).push('bond-trust');
      },
      ['bond-trust: is named in the scoring file but is no question'],
    ],
    [
      'a subscale item of another kind',
      (_, s) => {
        (s.subscales.bond as string[]).push('homework-unlisted');
      },
      [
        'homework-unlisted: is in a subscale but is no rating',
        'homework-unlisted: is in a subscale but is not always asked, once',
      ],
    ],
    [
      'a subscale item that is repeated',
      (_, s) => {
        (s.subscales.goals as string[]).push('goal-progress');
      },
      ['goal-progress: is in a subscale but is not always asked, once'],
    ],
    [
      'a subscale item that is asked at times',
      (_, s) => {
        (s.subscales.tasks as string[]).push('homework-difficulty');
      },
      ['homework-difficulty: is in a subscale but is not always asked, once'],
    ],
    [
      'a subscale item twice',
      (_, s) => {
        (s.subscales.bond as string[]).push('goals-same');
      },
      ['goals-same: is in a subscale twice'],
    ],
    [
      'a role of the wrong kind',
      (_, s) => {
        s.roles.barriers = 'homework-difficulty';
      },
      ['homework-difficulty: cannot be barriers'],
    ],
    [
      'another questionnaire’s scoring',
      (_, s) => {
        s.questionnaire = 'x|1';
      },
      [
        'scoring file, questionnaire: is not https://alliance-checkin.example/fhir/Questionnaire/alliance-weekly|1.0.0',
      ],
    ],
  ] as [string, Change, string[]][]) {
    it(what, () => {
      expect(faultsAfter(change)).to.deep.equal(faults);
    });
  }

  it('names where the form is wrong, by the innermost linkId, and goes on to the scoring file', () => {
    const faults = faultsAfter((questionnaire, scoring) => {
      Object.assign(itemIn(questionnaire, 'goal-progress'), { type: 5, required: 'yes' });
      Object.assign(questionnaire, { version: '' });
      Object.assign(scoring.floor, { whole: 60 });
    });
    expect(faults.map((fault) => fault.split(':')[0])).to.have.members([
      'goal-progress, type',
      'goal-progress, required',
      'questionnaire, version',
      'scoring file, floor.whole',
    ]);
  });

  it('refuses what is no questionnaire at all', () => {
    for (const nonsense of [undefined, null, 5, 'x', [], {}, { resourceType: 'Patient' }]) {
      expect(loadInstrument(nonsense, nonsense).ok).to.equal(false);
    }
  });

  it('takes another instrument that asks for no homework', () => {
    const { questionnaire, scoring } = builtInFiles();
    questionnaire.item.splice(1, 1);
    const loaded = loadInstrument(questionnaire, {
      ...scoring,
      subscales: { goals: ['goals-same'], tasks: ['goals-fit'], bond: ['bond-care'] },
      roles: undefined,
    });
    expect(loaded.ok && loaded.instrument.items.map(({ linkId }) => linkId)).to.deep.equal([
      'goals-same',
      'goals-fit',
      'goal-progress',
      'bond-care',
      'bond-open',
    ]);
  });
});

import { assert } from 'chai';
import { categories, type Category } from '../../src/safety/finding.ts';
import { helplineCountries, helplineTable, type HelplineNumber } from '../../src/safety/helpline-table.ts';
import { helplines } from '../../src/safety/helplines.ts';

const names = (country: string, category?: Category): string[] =>
  helplines(country, category).lines.map(({ contact }) => contact);

/** For what was found, what a line has to be for, most fitting first. */
const order: Record<Category | 'none', string[]> = {
  overdose: ['poison', 'crisis'],
  medical: ['poison', 'crisis'],
  relapse: ['substance', 'crisis'],
  abuse: ['abuse', 'children', 'crisis'],
  suicide: ['crisis'],
  'self-harm': ['crisis'],
  'harm-to-others': ['crisis'],
  none: ['crisis', 'substance', 'abuse', 'children', 'poison'],
};

describe('the helplines', () => {
  const international = 'findahelpline.com';

  for (const code of helplineCountries) {
    const entry = helplineTable.countries[code]!;
    for (const category of [...categories, undefined]) {
      const wanted = order[category ?? 'none'];
      const place = (line: { readonly for: readonly string[] }): number =>
        wanted.findIndex((purpose) => line.for.includes(purpose));

      it(`${code}: are its own and for it, most fitting first, after ${category ?? 'nothing in particular'}`, () => {
        const shown = helplines(code, category);
        assert.isAtMost(shown.lines.length, 4);
        assert.sameMembers([...new Set(shown.lines)], [...shown.lines]);
        for (const line of shown.lines) assert.include(entry.lines, line);
        const places = shown.lines.map(place);
        assert.notInclude(places, -1);
        assert.deepEqual(
          places,
          places.toSorted((a, b) => a - b),
        );
        const fitting = entry.lines.filter((line) => place(line) >= 0);
        assert.lengthOf(shown.lines, Math.min(4, fitting.length), 'none that fits is left out without need');
        for (const left of fitting.filter((line) => !shown.lines.includes(line)))
          assert.isAtLeast(place(left), places.at(-1)!, 'a more fitting one was left out');
        assert.equal(shown.international.contact, international);
        const police = entry.police?.contact ?? entry.emergency.contact;
        const both = entry.police ? `${entry.emergency.contact} / ${police}` : entry.emergency.contact;
        assert.equal(
          shown.emergency,
          category === undefined
            ? both
            : ['abuse', 'harm-to-others'].includes(category)
              ? police
              : entry.emergency.contact,
        );
      });
    }
  }

  const written: [string, Category | undefined, string | undefined, string[]][] = [
    ['US', undefined, '911', ['988', '1-800-662-4357', '1-800-799-7233', '1-800-422-4453']],
    ['US', 'overdose', '911', ['1-800-222-1222', '988']],
    ['US', 'medical', '911', ['1-800-222-1222', '988']],
    ['US', 'relapse', '911', ['1-800-662-4357', '988']],
    ['US', 'abuse', '911', ['1-800-799-7233', '1-800-422-4453', '988']],
    ['US', 'suicide', '911', ['988']],
    ['US', 'self-harm', '911', ['988']],
    ['US', 'harm-to-others', '911', ['988']],
    ['BR', 'abuse', '190', ['180', '100', '188']],
    ['BR', 'harm-to-others', '190', ['188']],
    ['BR', 'suicide', '192', ['188']],
    ['BR', 'overdose', '192', ['188']],
    ['BR', undefined, '192 / 190', ['188', '180', '100']],
    ['MX', 'relapse', '911', ['800 911 2000']],
    ['DE', 'abuse', '112', ['116 016', '0800 22 55 530', '116 111', '0800 111 0 111']],
    ['GB', 'suicide', '999', ['116 123']],
  ];
  for (const [country, category, emergency, contacts] of written) {
    it(`${country}: after ${category ?? 'nothing in particular'} they are ${contacts.join(', ')}`, () => {
      assert.equal(helplines(country, category).emergency, emergency);
      assert.deepEqual(names(country, category), contacts);
    });
  }

  for (const country of [undefined, '', 'other', 'XX', 'us', 'USA', '__proto__', 'constructor', 'toString'])
    it(`of a country that is not known (${country}) are the directory alone`, () => {
      for (const category of [...categories, undefined]) {
        const shown = helplines(country, category);
        assert.isFalse('emergency' in shown);
        assert.isEmpty(shown.lines);
        assert.equal(shown.international.contact, international);
      }
    });
});

describe('the table of helplines', () => {
  const numbers: [string, HelplineNumber][] = [
    ['international', helplineTable.international],
    ...Object.entries(helplineTable.countries).flatMap(([code, { emergency, police, lines }]) =>
      [emergency, ...(police ? [police] : []), ...lines].map((number): [string, HelplineNumber] => [
        code,
        number,
      ]),
    ),
  ];

  it('has fifteen countries or more, each with somebody to talk to in a crisis', () => {
    assert.isAtLeast(helplineCountries.length, 15);
    for (const code of helplineCountries) assert.isNotEmpty(names(code, 'suicide'), code);
  });

  for (const [code, { contact, sources }] of numbers) {
    it(`${code} ${contact}: has a source that is about it, or two that list it`, () => {
      const hosts = new Set(sources.map(({ address }) => new URL(address).hostname));
      assert.isTrue(sources.some(({ kind }) => kind !== 'listing') || hosts.size > 1);
    });
  }

  it('has no number twice in a country', () => {
    for (const code of helplineCountries) {
      const contacts = helplineTable.countries[code]!.lines.map(({ contact }) => contact);
      assert.lengthOf(new Set(contacts), contacts.length, code);
    }
  });

  it('comes confirmed by nobody', () => {
    for (const [, number] of numbers) assert.equal(number.checkedOn, '');
  });
});

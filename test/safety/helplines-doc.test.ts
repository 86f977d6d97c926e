import { readFile, writeFile } from 'node:fs/promises';
import { assert } from 'chai';
import {
  helplineCountries,
  helplineTable,
  type HelplineLine,
  type HelplineNumber,
} from '../../src/safety/helpline-table.ts';

const page = 'docs/helplines.md';
const generated = /(?<=<!-- generated -->\n)[^]*?(?=<!-- \/generated -->)/;

/** The page's table, as the helplines are now. Run with UPDATE_DOCS=1 to put it there. */
function table(): string {
  const countryName = (code: string): string =>
    new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
  const row = (
    where: string,
    purpose: string,
    name: string,
    { contact, sources, retrievedOn }: HelplineNumber,
  ) => {
    const links = sources.map(({ address, kind }) => `[${kind}](${address})`).join(', ');
    return `| ${where} | ${purpose} | ${name} | ${contact.replace('*', '\\*')} | ${links} | ${retrievedOn} |`;
  };
  const line = (where: string, one: HelplineLine) => row(where, one.for.join(', '), one.name, one);
  const rows = Object.entries(helplineTable.countries).flatMap(([code, { emergency, police, lines }]) => [
    row(`**${code}** ${countryName(code)}`, 'emergency', police ? 'ambulance' : '', emergency),
    ...(police ? [row('', 'emergency', 'police', police)] : []),
    ...lines.map((one) => line('', one)),
  ]);
  return `
${helplineCountries.length} countries and a directory.

| country | for | name | contact | sources | read on |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${line('any other', helplineTable.international)}

`;
}

/** Where a country with helplines has none for this. */
const without = (purpose: string): string[] =>
  helplineCountries.filter((code) =>
    helplineTable.countries[code]!.lines.every((line) => !line.for.some((each) => each === purpose)),
  );

describe('docs/helplines.md', () => {
  it('shows the table as it is', async () => {
    const text = await readFile(page, 'utf8');
    if (process.env['UPDATE_DOCS'])
      await writeFile(
        page,
        text.replace(generated, () => table()),
      );
    else assert.equal(generated.exec(text)?.[0], table());
  });

  it('says what is missing', async () => {
    const text = (await readFile(page, 'utf8')).replaceAll('\n', ' ');
    const names = new Intl.DisplayNames(['en'], { type: 'region' });
    for (const purpose of ['substance', 'abuse', 'children']) {
      const missing = new RegExp(`\\*\\*${purpose}\\*\\*: ([^;]*)[;.]`).exec(text)?.[1] ?? '';
      for (const code of helplineCountries) {
        const name = names.of(code)!.replace(' SAR China', '').replace(' (China)', '');
        const listed = new RegExp(`\\b${name}\\b`).test(missing);
        assert.equal(listed, without(purpose).includes(code), `${purpose}: ${name}`);
      }
    }
    assert.sameMembers(
      helplineCountries.filter((code) => !without('poison').includes(code)),
      ['US', 'AU', 'NZ', 'CH'],
    );
  });
});

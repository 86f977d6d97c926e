import { expect } from 'chai';
import { drawTeamsCode, formatTeamsCode, readTeamsCode } from '../../src/domain/teams-code.ts';

describe('a code that ties a chat in Teams', () => {
  const code = drawTeamsCode((below) => below - 1);

  it('is shown in pieces and read back whatever the case, spaces and dashes', () => {
    expect(formatTeamsCode(code)).to.equal('TEAMS-ZZZZ-ZZZZ-ZZZZ');
    for (const typed of [code, ' teams-zzzz-zzzz-zzzz ', 'TEAMS – ZZZZ ZZZZ‑ZZZZ', 'Teams zzzzzzzzzzzz\n'])
      expect(readTeamsCode(typed)).to.equal(code);
  });

  it('is a whole message, and never an invite', () => {
    for (const text of ['ABCDE-23456', 'TEAMS', 'TEAMS-ZZZZ-ZZZZ', `my code ${code}`, `${code}2`, '8', ''])
      expect(readTeamsCode(text), text).to.equal(undefined);
    expect(readTeamsCode('TEAMS-0000-1111-IIII'), 'signs it does not have').to.equal(undefined);
    expect(readTeamsCode(`${code}${' '.repeat(100_000)}`)).to.equal(undefined);
  });
});

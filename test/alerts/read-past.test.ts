import { expect } from 'chai';
import { readPast } from '../../src/alerts/read-past.ts';

const header = 'client,week,goals,tasks,bond';
const faultsIn = (text: string): readonly string[] => {
  const read = readPast(text);
  return read.ok ? [] : read.faults;
};
const pastIn = (text: string): unknown => {
  const read = readPast(text);
  return read.ok ? Object.fromEntries(read.past) : read.faults;
};
const one = { a: [{ week: 1, scores: [7, 8, 9] }] };

describe('reading a past', () => {
  for (const [name, text] of [
    ['commas', `${header}\na,1,7,8,9\n`],
    ['no line end at the end', `${header}\na,1,7,8,9`],
    ['line ends of Windows', `${header}\r\na,1,7,8,9\r\n`],
    ['a byte order mark', `\uFEFF${header}\na,1,7,8,9\n`],
    ['quotes', '"client","week","goals","tasks","bond"\n"a","1","7","8","9"\n'],
    ['semicolons', 'client;week;goals;tasks;bond\na;1;7;8;9\n'],
    ['blanks, capitals and empty lines', `Client , WEEK,goals,tasks,bond\n\n a , 1, 7 ,8,9\n\n`],
    ['columns in another order, and others', 'bond,note,tasks,goals,week,client\n9,x,8,7,1,a\n'],
    ['a missed week beside', `${header}\na,1,7,8,9\na,2,,,\n`],
  ] as const)
    it(`takes ${name}`, () => {
      expect(pastIn(text)).to.deep.equal(one);
    });

  it('takes decimals, with a comma where semicolons part the cells', () => {
    const scores = [{ week: -3, scores: [7.5, 0, 10] }];
    expect(pastIn(`${header}\na,-3,7.5,0,10.0\n`)).to.deep.equal({ a: scores });
    expect(pastIn('client;week;goals;tasks;bond\na;-3;7,5;0;10,0\n')).to.deep.equal({ a: scores });
  });

  it('takes an empty score for one that was not answered, never for 0', () => {
    expect(pastIn(`${header}\na,1,7,,0\n`)).to.deep.equal({ a: [{ week: 1, scores: [7, null, 0] }] });
  });

  it('keeps a client whose name has commas, quotes and line ends', () => {
    expect(pastIn(`${header}\n"a, ""b""\nc",1,7,8,9\n`)).to.have.property('a, "b"\nc');
  });

  it('takes a header without rows for an empty past', () => {
    expect(pastIn(`${header}\n`)).to.deep.equal({});
  });

  for (const [name, text, fault] of [
    ['an empty file', '', /^line 1: the columns/],
    ['a missing column', 'client,week,goals,tasks\na,1,7,8\n', /^line 1: the columns/],
    ['a column twice', `${header},bond\na,1,7,8,9,9\n`, /^line 1: the columns/],
    ['no client', `${header}\n,1,7,8,9\n`, /^line 2: names no client/],
    ['no week', `${header}\na,,7,8,9\n`, /^line 2: its week/],
    ['a week that is no whole number', `${header}\na,1.5,7,8,9\n`, /^line 2: its week/],
    ['a week without bounds', `${header}\na,99999999999999999999,7,8,9\n`, /^line 2: its week/],
    ['a score over 10', `${header}\na,1,7,8,9\nb,1,7,10.5,9\n`, /^line 3: its tasks/],
    ['a score under 0', `${header}\na,1,-1,8,9\n`, /^line 2: its goals/],
    ['a word for a score', `${header}\na,1,7,8,nine\n`, /^line 2: its bond/],
    ['NaN for a score', `${header}\na,1,NaN,8,9\n`, /^line 2: its goals/],
    ['an exponent', `${header}\na,1,1e1,8,9\n`, /^line 2: its goals/],
    ['a decimal comma between commas', `${header}\na,1,"7,5",8,9\n`, /^line 2: its goals/],
    ['too few cells', `${header}\na,1,7,8\n`, /^line 2: has 4 cells/],
    ['too many cells', `${header}\na,1,7,8,9,9\n`, /^line 2: has 6 cells/],
    ['the same client and week twice', `${header}\na,1,7,8,9\na,2,7,8,9\na,1,7,8,9\n`, /^line 4: .*line 2$/],
    ['the same missed week twice', `${header}\na,1,,,\na,1,,,\n`, /^line 3: .*line 2$/],
    ['a quote that does not end', `${header}\na,1,7,8,9\n"b,1,7,8,9\n`, /^line [34]/],
  ] as const)
    it(`names the line of ${name}`, () => {
      const faults = faultsIn(text);
      expect(faults).to.have.length(1);
      expect(faults[0]).to.match(fault);
    });

  it('names every bad line, and counts lines as an editor does', () => {
    expect(faultsIn(`${header}\n\na,1,7,8,11\n"b\nb",1,7,8,9\nc,x,7,8,9\n`)).to.deep.equal([
      'line 3: its bond is no number from 0 to 10',
      'line 6: its week is no whole number',
    ]);
  });

  it('repeats no score', () => {
    expect(faultsIn(`${header}\na,1,7,8,83.25\n`).join()).to.not.include('83');
  });
});

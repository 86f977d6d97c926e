import { expect } from 'chai';
import { createScreen } from '../../src/safety/create-screen.ts';
import { readList } from '../../src/safety/read-list.ts';

const english = `
version 7
[words]
want = want to | wanna | want
die  = die | be dead
body = (my | your) self | myself
[urgent suicide]
{want} {die}
kill {body}
[urgent overdose]
took ({#} | all) _ pills
[urgent abuse]
he hits me
[concern suicide]
better off without me
suicid*
[harmless]
{want} {die} laughing
suicide squad
the game ... kill
[lowers before]
(dont | do not | never) (think (that)? i)?
he
[lowers after]
{#} years ago
[keeps]
dont care
[between]
really ever
[ordinary]
skill
`;
const german = `
version 2
[words]
töten = töten | umbringen
[urgent suicide]
mich {töten}
[lowers before]
want
`;
const chinese = `
version 1
[urgent suicide]
想_死
[harmless]
想死你
[variants]
殺杀 來来
`;
const screen = createScreen([readList('en', english), readList('de', german), readList('zh-Hans', chinese)]);
const judged = (text: string): string => {
  const found = screen(text);
  return found ? `${found.tier} ${found.category}` : 'none';
};

describe('a screen of these lists', () => {
  for (const [text, expected] of [
    ['I want to die', 'urgent suicide'],
    ['WÄNNA DÏE!!', 'urgent suicide'],
    ['i wanna\nbe dead', 'urgent suicide'],
    ['took 30 of those pills', 'urgent overdose'],
    ['took 30 of those round white pills', 'none'],
    ['took all. Then my pills', 'none'],
    ['they are better off without me', 'concern suicide'],
    // lowered, never silenced
    ['I dont want to die', 'concern suicide'],
    ['I dont really want to die', 'concern suicide'],
    ['I don’t think that I want to die', 'concern suicide'],
    ['I dont, want to die', 'urgent suicide'],
    ['I dont. Want to die', 'urgent suicide'],
    ['I dont know, but I want to die', 'urgent suicide'],
    ['I dont care want to die', 'urgent suicide'],
    ['I dont want to die. I want to die', 'urgent suicide'],
    ['want to die 3 years ago', 'concern suicide'],
    ['want to die, my dad did it 3 years ago', 'urgent suicide'],
    // sayings
    ['I want to die laughing', 'none'],
    ['I want to die laughing but I want to die', 'urgent suicide'],
    ['we saw suicide squad', 'none'],
    ['lost the game and had to kill time', 'none'],
    ['lost the game. I kill myself', 'urgent suicide'],
    // spelling
    ['i waaaant to dieeee', 'urgent suicide'],
    ['k1ll mys3lf', 'urgent suicide'],
    ['k i l l  m y s e l f', 'urgent suicide'],
    ['iwanttodie', 'urgent suicide'],
    ['kill_myself', 'urgent suicide'],
    ['k*ll myself', 'urgent suicide'],
    ['kіll mysеlf', 'urgent suicide'],
    ['kill my self', 'urgent suicide'],
    ['𝐤𝐢𝐥𝐥 ｍｙｓｅｌｆ', 'urgent suicide'],
    ['k\u200bill my\u00adself', 'urgent suicide'],
    ['kill <b>myself</b>', 'urgent suicide'],
    ['kill&nbsp;myself', 'urgent suicide'],
    ['kill 😭😭 myself', 'urgent suicide'],
    ['suicidality', 'concern suicide'],
    ['skill', 'none'],
    ['skills', 'none'],
    // languages
    ['ich will mich toeten', 'urgent suicide'],
    ['ICH WILL MICH TÖTEN', 'urgent suicide'],
    ['我想去死', 'urgent suicide'],
    ['我想死你了', 'none'],
    // the negation of one language is no other's
    ['want mich umbringen', 'concern suicide'],
    ['', 'none'],
    ['die', 'none'],
  ] as const)
    it(`“${text.replaceAll('\n', ' ')}” is ${expected}`, () => {
      expect(judged(text)).to.equal(expected);
    });

  it('tells the lists that have it, with their versions, and what else was found', () => {
    expect(screen('he hits me. I want to die')).to.deep.equal({
      tier: 'urgent',
      category: 'suicide',
      also: ['abuse'],
      lists: [{ language: 'en', version: '7' }],
    });
  });

  it('finds the gravest, wherever it stands', () => {
    expect(judged('better off without me, I want to die, took all the pills')).to.equal('urgent overdose');
  });
});

describe('a list', () => {
  const refused = (text: string): string => {
    try {
      createScreen([readList('en', text)]);
      return '';
    } catch (error) {
      return error instanceof SyntaxError ? error.message : `not a fault of the list: ${String(error)}`;
    }
  };
  for (const [text, message] of [
    ['[urgent suicide]\ndie', 'its version is missing'],
    ['version 1\n[urgent sadness]\ndie', 'line 2: there is no section [urgent sadness]'],
    ['version 1\ndie', 'line 2: a phrase outside every section'],
    ['version 1\n[harmless]\n(a | b', 'line 3: a “(” without its “)”'],
    ['version 1\n[harmless]\na) b', 'line 3: a “)” without its “(”'],
    ['version 1\n[harmless]\na | | b', 'line 3: an alternative is empty'],
    ['version 1\n[harmless]\n? a', 'line 3: a “?” that follows nothing'],
    ['version 1\n[harmless]\n(a)* b', 'line 3: a “*” that follows no word'],
    ['version 1\n[harmless]\n{nobody} dies', 'line 3: there are no words {nobody}'],
    ['version 1\n[words]\na = b\na = c', 'line 4: {a} is there already'],
    ['version 1\n[words]\na = {b} x\nb = {a} y\n[harmless]\n{a}', 'line 6: {a} holds itself'],
    ['version 1\n[variants]\n殺', 'line 3: “殺” is no pair'],
  ] as const)
    it(`that is wrong says so: ${message}`, () => {
      expect(refused(text)).to.contain(message).and.to.contain('phrase list en');
    });
});

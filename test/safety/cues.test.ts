import { expect } from 'chai';
import { cuesInARow, cuesOf, cuesOfWord, partsOfCue } from '../../src/safety/cues.ts';

describe('the cues of a text', () => {
  it('are its words, their beginnings, and two words in a row, each once', () => {
    expect([...cuesOf(['i', 'swallowed', 'i', 'swallowed'])]).to.deep.equal([
      'i',
      'i swallowed',
      'swallowed',
      'swal*',
      'swall*',
      'swallo*',
      'swallowed i',
    ]);
  });

  it('are up to four Chinese characters in a row, and none over a word of another script', () => {
    expect([...cuesOf(['我', '想', '死', 'ok'])]).to.deep.equal([
      '我',
      '我想',
      '我想死',
      '想',
      '想死',
      '死',
      '死 ok',
      'ok',
    ]);
    expect(cuesInARow(['一', '二', '三', '四', '五'], 0)).to.deep.equal(['一二', '一二三', '一二三四']);
  });

  it('are an Arabic word with its particle and without', () => {
    expect(cuesOfWord('والموت')).to.include.members(['والموت', 'موت']);
    expect(cuesOfWord('ولد')).to.deep.equal(['ولد']);
  });

  it('come apart into the words they are made of', () => {
    for (const words of [
      ['to', 'die'],
      ['想', '死'],
      ['我', '想', '死'],
    ])
      for (const cue of cuesInARow(words, 0).slice(-1)) expect(partsOfCue(cue)).to.deep.equal(words);
    expect(partsOfCue('swal*')).to.deep.equal(['swal*']);
  });
});

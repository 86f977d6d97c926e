import { expect } from 'chai';
import { foldText } from '../../../src/domain/typed/fold-text.ts';

describe('foldText', () => {
  for (const [text, folded] of [
    ['  Más\n\t o   MENOS\u00a0', 'mas o menos'],
    ['diecise\u0301is', 'dieciseis'],
    ['ＤＯＮＥ　７', 'done 7'],
    ['don’t ‘x’ “y” «z»', `don't 'x' "y" "z"`],
    ['twenty‑one — 6–7 −3', 'twenty-one - 6-7 -3'],
    ['re\u00adsume\u200b \u2066x\u2069', 'resume x'],
    ['كِتَاب', 'كتاب'],
    ['İstanbul', 'istanbul'],
    ['7\u0338 7\ufe0f\u20e3', '7\u0338 7\ufe0f\u20e3'],
    ['1\u202e0', '1\u202e0'],
    ['½ ² ⑦', '½ ² ⑦'],
    ['dreißig Sœurs', 'dreissig soeurs'],
    ['إلى أمّـة', 'الي امه'],
    ['〇，七', '零, 七'],
    ['s\u0336even', 's\u0336even'],
  ] as const) {
    it(`${JSON.stringify(text)} → ${JSON.stringify(folded)}`, () => {
      expect(foldText(text)).to.equal(folded);
    });
  }
});

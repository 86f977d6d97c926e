import { expect } from 'chai';
import { dayAndTime, dayName } from '../../src/dialogs/names.ts';

describe('a day as its language writes it', () => {
  for (const [locale, instant, day, withTime] of [
    ['en-GB', '2026-12-01T18:00:00Z', 'Tuesday 1 December', 'Tuesday 1 December at 18:00'],
    ['de-DE', '2026-12-01T18:00:00Z', 'Dienstag, 1. Dezember', 'Dienstag, 1. Dezember um 18:00'],
    ['fr-FR', '2026-12-01T18:00:00Z', 'mardi 1er décembre', 'mardi 1er décembre à 18:00'],
    ['fr-FR', '2026-12-21T01:00:00Z', 'lundi 21 décembre', 'lundi 21 décembre à 01:00'],
    ['pt-BR', '2026-12-01T18:00:00Z', 'terça-feira, 1 de dezembro', 'terça-feira, 1 de dezembro às 18:00'],
  ] as const)
    it(`${locale}: ${day}`, () => {
      expect(dayName(instant, locale, 'Etc/UTC')).to.equal(day);
      expect(dayAndTime(instant, locale, 'Etc/UTC')).to.equal(withTime);
    });
});

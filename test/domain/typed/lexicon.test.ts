import { expect } from 'chai';
import { domains, type Item } from '../../../src/domain/instrument/instrument.ts';
import { parseAnswer } from '../../../src/domain/typed/parse-answer.ts';
import { parseCommand } from '../../../src/domain/typed/parse-command.ts';
import { textIn } from '../../../src/domain/questions/question.ts';
import { prepareLexicon } from '../../../src/domain/typed/prepared-lexicon.ts';
import { phraseKey } from '../../../src/domain/typed/read-tokens.ts';
import { weekdayName } from '../../../src/dialogs/names.ts';
import { builtIn } from '../../helpers/built-in.ts';
import { languages, lexicon } from '../../../src/i18n/index.ts';
import { readingIn } from '../../helpers/reading-in.ts';

const instrument = builtIn();
const optionsOf = ({ answer }: Item) =>
  answer.kind === 'choice' || answer.kind === 'choices' ? answer.options : [];

const rating = { kind: 'rating', min: 0, max: 10 } as const;
const lexicons = languages.map((language) => lexicon(language));

for (const language of languages) {
  describe(`the words of ${language}`, () => {
    const words = lexicon(language);
    const reading = readingIn(language);
    const commands = Object.entries(words.commands).flatMap(([command, phrases]) =>
      phrases.map((phrase) => ({ command, phrase })),
    );

    it('name every whole number from 0 to 20, and the tens to 100', () => {
      const values = new Set(Object.values(words.numbers));
      for (let value = 0; value <= 100; value += value < 20 ? 1 : 10) expect(values).to.include(value);
    });

    it('are understood as the rating they name, or as out of range', () => {
      for (const [word, value] of Object.entries(words.numbers)) {
        const parsed = parseAnswer(
          { kind: 'rating', min: 0, max: 10 },
          { kind: 'typed', text: word },
          reading,
        );
        expect(parsed, word).to.deep.equal(
          value <= 10
            ? { ok: true, answer: { kind: 'number', value } }
            : { ok: false, reason: 'out-of-range' },
        );
      }
    });

    it('reach each command, whatever the language chosen', () => {
      for (const { command, phrase } of commands)
        expect(parseCommand(phrase, lexicons), phrase).to.equal(command);
      expect(Object.values(words.commands).every((phrases) => phrases.length > 0)).to.equal(true);
    });

    it('keep commands apart from every answer in any language, so that neither is taken for the other', () => {
      for (const other of languages) {
        const { numbers, yes, no } = lexicon(other);
        const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekdayName(weekday, other));
        const said = new Set([...Object.keys(numbers), ...yes, ...no, ...days].map(phraseKey));
        const labels = instrument.items.flatMap(optionsOf).map(({ display }) => textIn(display, other));
        for (const label of labels) said.add(phraseKey(label));
        for (const { phrase } of commands) {
          expect(said.has(phraseKey(phrase)), `${phrase} in ${other}`).to.equal(false);
          const parsed = parseAnswer(rating, { kind: 'typed', text: phrase }, readingIn(other));
          expect(parsed.ok, `${phrase} in ${other}`).to.equal(false);
        }
      }
    });

    it('keep commands apart from options that are spelled much like them', () => {
      const types = instrument.items
        .map(({ answer }) => answer)
        .filter(({ kind }) => kind.startsWith('choice'));
      for (const { phrase } of commands)
        for (const type of types)
          expect(parseAnswer(type, { kind: 'typed', text: phrase }, reading).ok, phrase).to.equal(false);
    });

    it('mean one command each, whatever language they are said in', () => {
      const meant = new Map(commands.map(({ command, phrase }) => [phraseKey(phrase), command]));
      for (const other of languages)
        for (const [phrase, command] of prepareLexicon(lexicon(other)).commands)
          expect(meant.get(phrase) ?? command, `${phrase} in ${other}`).to.equal(command);
    });

    it('reach every option by its label', () => {
      for (const item of instrument.items) {
        for (const { code, display } of optionsOf(item)) {
          const text = textIn(display, language);
          const answer =
            item.answer.kind === 'choices' ? { kind: 'options', codes: [code] } : { kind: 'option', code };
          expect(parseAnswer(item.answer, { kind: 'typed', text }, reading), text).to.deep.equal({
            ok: true,
            answer,
          });
        }
      }
    });

    it('have no word for both yes and no, nor a filler that turns a statement round', () => {
      expect(words.yes.filter((word) => words.no.includes(word))).to.deep.equal([]);
      const fillers = [...words.fillers.before, ...words.fillers.after, ...words.outOf];
      expect(fillers.filter((word) => words.negations.includes(word) || word in words.numbers)).to.deep.equal(
        [],
      );
    });

    it('never let a filler alone, or two numbers with any filler between them, become an answer', () => {
      const rating = instrument.items.find(
        ({ linkId }) => linkId === instrument.scoring.subscales[domains[0]][0],
      )!;
      const ok = (text: string) => parseAnswer(rating.answer, { kind: 'typed', text }, reading).ok;
      for (const filler of [...words.fillers.before, ...words.fillers.after, ...words.outOf]) {
        expect(ok(filler), filler).to.equal(false);
        expect(ok(`6 ${filler} 7`), filler).to.equal(false);
      }
      for (const negation of words.negations) {
        expect(ok(`${negation} 7`), negation).to.equal(false);
        expect(ok(`7 ${negation}`), negation).to.equal(false);
      }
    });
  });
}

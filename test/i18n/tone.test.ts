import { expect } from 'chai';
import { countryName, languageName, weekdayName } from '../../src/dialogs/names.ts';
import { foldText } from '../../src/domain/typed/fold-text.ts';
import { languages, type Language } from '../../src/i18n/languages.ts';
import { helplineCountries } from '../../src/safety/helpline-table.ts';
import { questionsIn } from '../conversation/questionnaire.ts';
import { clientTexts, reviewedBy, therapistTexts } from './client-texts.ts';

/** Words that cheer, praise or promise. */
const cheering: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'great',
    'awesome',
    'amazing',
    'fantastic',
    'excellent',
    'congrat',
    'well done',
    'good job',
    'proud',
    'bravo',
  ],
  es: [
    'genial',
    'fantástic',
    'excelente',
    'felicidades',
    'felicitaciones',
    'enhorabuena',
    'bravo',
    'buen trabajo',
  ],
  fr: ['génial', 'super', 'fantastique', 'excellent', 'félicitations', 'bravo', 'formidable', 'bon travail'],
  de: [
    'super',
    'toll',
    'prima',
    'großartig',
    'glückwunsch',
    'bravo',
    'weiter so',
    'ausgezeichnet',
    'gut gemacht',
  ],
  'pt-BR': ['parabéns', 'ótimo', 'excelente', 'maravilh', 'incrível', 'muito bem', 'bom trabalho'],
  ar: ['أحسنت', 'رائع', 'ممتاز', 'مبروك', 'تهاني', 'برافو'],
  'zh-Hans': ['太棒', '真棒', '加油', '恭喜', '厉害', '优秀', '好样'],
};

/** Words that name an illness or label a person, order them about, or wave their worries away. */
const clinical: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'disorder',
    'symptom',
    'depress',
    'patient',
    'addict',
    'abnormal',
    'you must',
    'you should',
    "don't worry",
    'don’t worry',
  ],
  es: [
    'trastorno',
    'síntoma',
    'depresi',
    'deprimid',
    'paciente',
    'adict',
    'anormal',
    'debes',
    'tienes que',
    'no te preocupes',
  ],
  fr: [
    'symptôme',
    'dépress',
    'déprim',
    'patient',
    'toxicoman',
    'drogué',
    'anormal',
    'vous devez',
    'ne vous inquiétez pas',
  ],
  de: [
    'störung',
    'symptom',
    'depress',
    'patient',
    'süchtig',
    'abnormal',
    'sie müssen',
    'sie sollten',
    'keine sorge',
  ],
  'pt-BR': [
    'transtorno',
    'sintoma',
    'depress',
    'deprimid',
    'paciente',
    'viciad',
    'anormal',
    'você deve',
    'não se preocupe',
  ],
  ar: ['اضطراب', 'أعراض', 'اكتئاب', 'مريض', 'مدمن', 'يجب عليك', 'لا تقلق'],
  'zh-Hans': ['障碍', '症状', '抑郁', '患者', '病人', '成瘾', '你必须', '你应该', '别担心'],
};

const holding = (texts: ReadonlyMap<string, string>, pattern: RegExp): string[] =>
  [...texts].flatMap(([path, text]) => (pattern.test(text) ? [`${path}: ${text}`] : []));

/** One of these words, or a longer one that begins with it; in Arabic and Chinese anywhere. */
const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(
    words.map((word) => (/\p{Script=Latin}/u.test(word) ? `(?<!\\p{L})${word}` : word)).join('|'),
    'iu',
  );

/** Those that read like one before; what a language lacks is the parity test’s matter. */
const alike = (labels: readonly string[]): string[] => {
  const there = labels.filter((label) => label !== '');
  const folded = there.map((label) => foldText(label));
  return there.filter((_, at) => folded.indexOf(folded[at]!) !== at);
};

describe('the tone of what is said', () => {
  for (const language of languages) {
    const toClients = clientTexts(language);
    const all = new Map([...toClients, ...therapistTexts(language)]);
    const asked = new Map(
      questionsIn(language).flatMap(({ linkId, words, options }) => [
        [linkId, words] as [string, string],
        ...options.map(({ code, label }) => [`${linkId} ${code}`, label] as [string, string]),
      ]),
    );

    it(`${language}: has no exclamation mark and no emoji, nowhere`, () => {
      expect(holding(new Map([...all, ...asked]), /[!！¡]|\p{Extended_Pictographic}/u)).to.deep.equal([]);
    });

    it(`${language}: does not cheer`, () => {
      expect(holding(toClients, anyOf(cheering[language]))).to.deep.equal([]);
    });

    it(`${language}: names no illness, labels nobody, orders nobody about`, () => {
      const chat = new Map([...toClients].filter(([path]) => !path.startsWith('safety.')));
      expect(holding(new Map([...chat, ...asked]), anyOf(clinical[language]))).to.deep.equal([]);
    });

    it(`${language}: has no doubled or stray space or mark`, () => {
      const stray = /[^\n] {2}|^\s|[^\n\u00a0]\s$|\.\.(?!\.)|[,;:]\.|。。|，。| ,|\p{L} \.(?!\d)|\( | \)/u;
      expect(holding(new Map([...all, ...asked]), stray)).to.deep.equal([]);
    });

    it(`${language}: writes one kind of apostrophe and quotation mark`, () => {
      expect(holding(new Map([...toClients, ...asked]), /['"]/u)).to.deep.equal([]);
    });

    it(`${language}: says who has reviewed it, or that nobody has`, () => {
      expect(reviewedBy(language)).to.be.a('string');
    });

    it(`${language}: no two choices of one question read alike`, () => {
      const t = (path: string): string => toClients.get(path) ?? '';
      const choices: readonly (readonly string[])[] = [
        ...questionsIn(language).map(({ options }) => options.map(({ label }) => label)),
        [...helplineCountries.map((code) => countryName(code, language)), t('chat.join.country.other')],
        [1, 2, 3, 4, 5, 6, 7].map((day) => weekdayName(day, language)),
        [t('chat.yes'), t('chat.no')],
        [t('chat.join.consent.agree'), t('chat.join.consent.decline'), t('chat.back')],
        [t('chat.back'), t('chat.skip'), t('chat.stop'), t('chat.enough'), t('chat.sendAnswer')],
        [t('chat.goOn'), t('chat.showHelplines'), t('chat.stop')],
        ['turnOn', 'turnOff', 'pause1', 'pause2', 'pause4'].map((name) => t(`chat.reminders.${name}`)),
      ];
      expect(choices.map(alike)).to.deep.equal(choices.map(() => []));
    });
  }

  it('no two languages have the same name', () => {
    expect(alike(languages.map(languageName))).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { parseCommand } from '../../src/domain/parse-command.ts';
import { lexicons } from '../../src/i18n/index.ts';
import moreCommands from '../../src/i18n/more-commands.json' with { type: 'json' };

const commands = [
  ['help', 'help'],
  ['HELP!', 'help'],
  [' help? ', 'help'],
  ['help please', 'help'],
  ['ayuda', 'help'],
  ['¿Cómo funciona?', 'help'],
  ['back', 'back'],
  ['go back', 'back'],
  ['atrás', 'back'],
  ['atras', 'back'],
  ['volver', 'back'],
  ['skip', 'skip'],
  ['Skip this one.', 'skip'],
  ['saltar', 'skip'],
  ['omitir', 'skip'],
  ['pasar', 'skip'],
  ['stop', 'stop'],
  ['stop for now', 'stop'],
  ['parar', 'stop'],
  ['terminar', 'stop'],
  ['resume', 'resume'],
  ['continue', 'resume'],
  ['seguir', 'resume'],
  ['check', undefined],
  ['send', 'send'],
  ['enviar', 'send'],
  ['correct', 'correct'],
  ['change', 'correct'],
  ['corregir', 'correct'],
  ['cambiar', 'correct'],
  ['language', 'language'],
  ['idioma', 'language'],
  ['helplines', 'helplines'],
  ['talk to someone', 'helplines'],
  ['líneas de ayuda', 'helplines'],
  ['Pause reminders', 'reminders'],
  ['STOP REMINDERS', 'remindersOff'],
  ['turn on reminders', 'remindersOn'],
  ['pause for two weeks', 'pause2'],
  ['pausa de 4 semanas', 'pause4'],
  ['pause d’une semaine', 'pause1'],
  ['plus de rappels', 'remindersOff'],
  ['Keine Erinnerungen mehr', 'remindersOff'],
  ['2 Wochen Pause', 'pause2'],
  ['pausar lembretes', 'reminders'],
  ['إيقاف التذكيرات', 'remindersOff'],
  ['تشغيل التذكيرات', 'remindersOn'],
  ['暂停提醒', 'reminders'],
  ['暂停两周', 'pause2'],
  ['pause', 'stop'],
  ['', undefined],
  ['?', undefined],
  ['7', undefined],
  ['done', undefined],
  ['I want to stop drinking', undefined],
  ['please send my love', undefined],
  ['stop stop', undefined],
  ['stop, help', undefined],
  ['no quiero parar', undefined],
  ['I can’t go on', undefined],
  ['that helped', undefined],
  ['nonstop', undefined],
  ['"stop"', undefined],
  ['constructor', undefined],
  [`${' '.repeat(100_000)}stop`, 'stop'],
  ['stop '.repeat(20_000), undefined],
] as const;

describe('parseCommand', () => {
  for (const [text, command] of commands) {
    it(`${JSON.stringify(text.slice(0, 40))} → ${command}`, () => {
      expect(parseCommand(text, lexicons)).to.equal(command);
    });
  }
});

describe('the words about reminders', () => {
  it('mean one thing each, in every language that clients may write', () => {
    for (const [language, commands] of Object.entries(moreCommands))
      for (const [command, phrases] of Object.entries(commands))
        for (const phrase of phrases)
          expect(parseCommand(phrase, lexicons), `${language}: ${phrase}`).to.equal(command);
  });
});

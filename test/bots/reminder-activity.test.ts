import { expect } from 'chai';
import { reminderActivity } from '../../src/bots/reminder-activity.ts';
import { createTexts } from '../../src/i18n/index.ts';

const t = createTexts()('en');

describe('A reminder in a chat', () => {
  it('is one card in Teams, with its words in it, and the same words for a notification', () => {
    const { text, summary, attachments } = reminderActivity('reminder', { t, channel: 'msteams' });
    expect(text).to.equal(undefined);
    expect(summary).to.equal(t('reminder.reminder'));
    expect(JSON.stringify(attachments)).to.include(t('reminder.reminder')).and.include(t('reminder.start'));
  });

  it('has its words beside the card on another channel', () => {
    expect(reminderActivity('nudge', { t, channel: 'other' }).text).to.equal(t('reminder.nudge'));
  });
});

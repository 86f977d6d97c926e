import { expect } from 'chai';
import type { Activity } from 'botbuilder';
import { formForTeams, wordsAsCard } from '../../src/dialogs/form-for-teams.ts';
import { render } from '../../src/dialogs/render.ts';

const rating = render({
  kind: 'rating',
  text: 'How was <it>?\n\nFrom *0* to 10 & on\nas you like',
  low: '0 · low',
  high: '10 · high',
  ratings: Array.from({ length: 11 }, (_, value) => ({ label: String(value), data: { answer: value } })),
  asides: [],
});
const card = (activity: Partial<Activity>) => activity.attachments?.[0]?.content;

describe('a message in the form for Teams', () => {
  it('has its words in its card, line by line and as they were written, and none beside it', () => {
    const shown = formForTeams(rating);
    expect(shown).not.to.have.any.keys('text', 'textFormat');
    expect(shown.attachments).to.have.length(1);
    const body = card(shown).body as { type: string; spacing: string; inlines?: { text: string }[] }[];
    expect(
      body.slice(0, 3).map(({ type, spacing, inlines }) => [type, spacing, inlines?.[0]?.text]),
    ).to.deep.equal([
      ['RichTextBlock', 'none', 'How was <it>?'],
      ['RichTextBlock', 'medium', 'From *0* to 10 & on'],
      ['RichTextBlock', 'small', 'as you like'],
    ]);
    expect(body.slice(3)).to.deep.equal(card(rating).body);
  });

  it('leaves what is stored as it is', () => {
    const before = structuredClone(rating);
    formForTeams(rating);
    expect(rating).to.deep.equal(before);
  });

  it('keeps the lines and signs of words alone', () => {
    const shown = formForTeams({ type: 'message', text: 'a < b & "c"\n• d\n\ne > f', textFormat: 'plain' });
    expect(shown).to.deep.equal({
      type: 'message',
      text: 'a &lt; b &amp; &quot;c&quot;<br/>• d<br/><br/>e &gt; f',
      textFormat: 'xml',
    });
    expect(formForTeams({ type: 'message', text: 'a' })).to.include({ textFormat: 'xml' });
  });

  it('leaves out a picture that Teams cannot draw', () => {
    const picture = (contentType: string) => ({ contentType, contentUrl: 'data:,' });
    const shown = formForTeams({
      type: 'message',
      text: 'a',
      attachments: [picture('image/svg+xml'), picture('image/png')],
    });
    expect(shown.attachments).to.deep.equal([picture('image/png')]);
  });

  it('is left to whoever gave it a format of its own, or no words, or is no message', () => {
    for (const activity of [
      { type: 'message', text: '**a**', textFormat: 'markdown' },
      { type: 'message', text: '<b>a</b>', textFormat: 'xml' },
      { type: 'typing' },
      { type: 'invokeResponse', value: { status: 200 } },
    ])
      expect(formForTeams(activity)).to.deep.equal(activity);
    const bare = { type: 'message', attachments: [{ contentType: 'x', content: 'y' }] };
    expect(formForTeams(bare)).to.deep.equal(bare);
  });

  it('is a card of words and nothing to tap, for a question that was answered', () => {
    const closed = wordsAsCard(render({ kind: 'settled', text: 'How was it?', choice: '8' }));
    expect(closed).not.to.have.property('text');
    expect(card(closed).body.map((block: { inlines: unknown }) => block.inlines)).to.deep.equal([
      [{ type: 'TextRun', text: 'How was it?' }],
      [{ type: 'TextRun', text: '✓ 8' }],
    ]);
    expect(JSON.stringify(closed)).not.to.match(/action/iu);
  });

  it('is within what Teams takes, 40 KB of UTF-16, with the longest comment and every country', () => {
    const summary = render({
      kind: 'summary',
      text: 'x'.repeat(500),
      rows: Array.from({ length: 14 }, (_, row) => ({
        question: 'q'.repeat(200),
        answer: 'a'.repeat(100),
        change: { label: 'Change', data: { nonce: 'n'.repeat(36), change: `question-${row}` } },
      })),
      pages: [],
      comment: { label: 'c'.repeat(100), value: 'w'.repeat(5000), maxLength: 5000 },
      talk: { label: 't'.repeat(100), value: false },
      send: { label: 'Send', data: { nonce: 'n'.repeat(36), command: 'send' } },
    });
    const countries = render({
      kind: 'choices',
      text: 'x'.repeat(500),
      choices: Array.from({ length: 40 }, () => ({
        label: 'c'.repeat(30),
        data: { nonce: 'n'.repeat(36), answer: 'GB' },
      })),
    });
    for (const message of [summary, countries])
      expect(JSON.stringify(formForTeams(message)).length * 2).to.be.below(40_000);
  });
});

import { expect } from 'chai';
import { openTeams, type Answered, type Heard, type Person, type Teams } from '../helpers/teams.ts';

const stale = 'That card is from earlier, so nothing was changed.';

describe('a card in Teams', () => {
  let teams: Teams;
  let person: Person;
  let client: Awaited<ReturnType<Teams['enrol']>>;
  before(async () => {
    teams = await openTeams();
  });
  after(() => teams.close());
  beforeEach(async () => {
    teams.answer = () => undefined;
    client = await teams.enrol();
    person = teams.person();
    await person.type(client.code);
  });
  const answers = async () =>
    Object.values((await client.document()).client.checkIn?.answers ?? {}).map((answer) =>
      'value' in answer ? answer.value : answer.kind,
    );
  const replaced = ({ said }: Answered): readonly Heard[] => said.filter(({ method }) => method === 'PUT');
  const question = (): Heard => person.heard().findLast(({ taps }) => taps.length > 0)!;
  const dataOf = (card: Heard, label: string) => card.taps.find((tap) => tap.label === label)!.data;

  describe('that was answered', () => {
    for (const [how, answer] of [
      ['by a tap', () => person.tap('8')],
      ['in words', () => person.type('8')],
    ] as const)
      it(`${how} shows the question and the choice, and has nothing to tap any more`, async () => {
        const asked = question();
        const [closed, ...others] = replaced(await answer());
        expect(others).to.deep.equal([]);
        expect(closed).to.include({ id: asked.id, conversation: asked.conversation });
        expect(closed?.taps).to.deep.equal([]);
        expect(closed?.text.split('\n')).to.deep.equal([asked.text.split('\n')[0], '✓ 8']);
        expect(closed?.activity.attachments).to.have.length(1);
        expect(closed?.activity).not.to.have.property('text');
      });

    it('is closed after the next question was sent', async () => {
      const { said } = await person.tap('8');
      expect(said.map(({ method }) => method)).to.deep.equal(['POST', 'PUT']);
    });

    it('is closed by another server too, which has it from the document', async () => {
      const { delivered, asked } = await settled();
      expect(delivered.card).to.deep.equal({ sequence: asked?.sequence, activity: question().id });
    });

    it('is closed by the tap’s own word when Teams did not say what it calls it', async () => {
      teams.answer = (method) => (method === 'POST' ? 'nameless' : undefined);
      await person.tap('8');
      const second = question();
      expect(replaced(await person.tap('7')).map(({ id }) => id)).to.deep.equal([second.id]);
    });

    it('stays as it is when Teams did not say and the answer was typed', async () => {
      teams.answer = (method) => (method === 'POST' ? 'nameless' : undefined);
      await person.tap('8');
      expect(replaced(await person.type('7'))).to.deep.equal([]);
      expect(await answers()).to.deep.equal([8, 7]);
    });

    it('is not closed by the word of a tap on another card', async () => {
      teams.answer = (method) => (method === 'POST' ? 'nameless' : undefined);
      const first = question();
      await person.tap('8');
      const { said } = await person.send({ value: dataOf(first, '3'), replyToId: first.id });
      expect(said.filter(({ method }) => method === 'PUT')).to.deep.equal([]);
    });

    it('stays as it is when Teams does not take the change: the answer is kept, the next question asked', async () => {
      teams.answer = (method) => (method === 'PUT' ? 403 : undefined);
      const { status, said } = await person.tap('8');
      expect(status).to.equal(200);
      expect(said.map(({ method }) => method)).to.deep.equal(['POST']);
      expect(await answers()).to.deep.equal([8]);
    });

    it('stays as it is when Teams does not answer, which holds nobody up', async () => {
      const { promise: asked, resolve: hang } = Promise.withResolvers<'hang'>();
      teams.answer = (method) => {
        if (method === 'PUT') hang('hang');
        return method === 'PUT' ? 'hang' : undefined;
      };
      const first = person.tap('8');
      await asked;
      const second = question();
      teams.answer = () => undefined;
      const order: string[] = [];
      const next = person.send({ value: dataOf(second, '7'), replyToId: second.id });
      await Promise.all([first.then(() => order.push('first')), next.then(() => order.push('second'))]);
      expect(order).to.deep.equal(['second', 'first']);
      expect(await answers()).to.deep.equal([8, 7]);
      expect((await first).status).to.equal(200);
    }).timeout(10_000);

    it('of a question that is asked anew is closed with its words alone', async () => {
      const asked = question();
      const closed = replaced(await person.type('what do you mean'));
      expect(closed.map(({ id, text }) => [id, text])).to.deep.equal([[asked.id, asked.text.split('\n')[0]]]);
    });
  });

  describe('changes nothing and says so kindly', () => {
    const refused = async (value: Record<string, unknown>, kept: unknown[], more: object = {}) => {
      const { status, said } = await person.send({ value, ...more });
      expect(status).to.equal(200);
      expect(said[0]?.text).to.contain(stale);
      expect(said.findLast(({ method }) => method === 'POST')?.taps, 'where they are').not.to.deep.equal([]);
      expect(await answers()).to.deep.equal(kept);
    };

    it('when it is from before', async () => {
      const first = question();
      await person.tap('8');
      await person.tap('7');
      await refused(dataOf(first, '3'), [8, 7], { replyToId: first.id });
    });

    it('when the same tap comes again later', async () => {
      const first = dataOf(question(), '8');
      await person.tap('8');
      await person.tap('7');
      await refused(first, [8, 7]);
    });

    it('but for the same tap twice at once, of which one is an answer and the other is nothing', async () => {
      const first = dataOf(question(), '8');
      const both = await Promise.all([person.send({ value: first }), person.send({ value: first })]);
      expect(both.map(({ status }) => status)).to.deep.equal([200, 200]);
      expect(await answers()).to.deep.equal([8]);
    });

    it('when it is another client’s', async () => {
      const other = teams.person();
      await other.type((await teams.enrol()).code);
      const theirs = other.heard().findLast(({ taps }) => taps.length > 0)!;
      await refused(dataOf(theirs, '3'), [], { replyToId: theirs.id });
    });

    it('when it was made up, or its number belongs to nothing', async () => {
      await refused({ nonce: 'made-up', answer: 3 }, []);
      await refused({ answer: 3 }, []);
      await refused({}, []);
      await refused({ nonce: { of: 'another kind' }, answer: 3 }, []);
    });

    it('when it is from before the app was taken out and put back', async () => {
      const first = question();
      await person.tap('8');
      await person.send({ type: 'installationUpdate', action: 'remove' });
      await person.send({ type: 'installationUpdate', action: 'add' });
      await refused(dataOf(first, '3'), [8]);
    });

    it('when it is of last week', async () => {
      const first = question();
      teams.now = '2026-12-08T19:00:00.000Z';
      const { said } = await person.send({ value: dataOf(first, '3') });
      teams.now = '2026-11-23T19:00:00.000Z';
      expect(said[0]?.text).to.contain('A new week has begun');
      expect((await client.document()).client.checkIn?.answers).to.deep.equal({});
    });
  });

  it('is not answered anew by editing what was typed, which is said', async () => {
    await person.send({ text: '8', id: 'message-of-its-own' });
    const { said } = await person.send({
      type: 'messageUpdate',
      id: 'message-of-its-own',
      text: '3',
      channelData: { eventType: 'editMessage' },
    });
    expect(said[0]?.text).to.contain('I do not take changes to a message that was sent');
    expect(await answers()).to.deep.equal([8]);
    const undeleted = { type: 'messageUpdate', text: '3', channelData: { eventType: 'undeleteMessage' } };
    for (const update of [undeleted, { type: 'messageUpdate', text: '3', channelData: undefined }])
      expect((await person.send(update)).said).to.deep.equal([]);
    expect(await answers()).to.deep.equal([8]);
  });

  it('whose answer was altered to one there is not is asked again, and nothing is kept', async () => {
    for (const answer of [11, -1, 8.5, '8 or 9', true, 'x'.repeat(300)]) {
      const { nonce } = dataOf(question(), '8');
      const { status, said } = await person.send({ value: { nonce, answer } });
      expect(status).to.equal(200);
      expect(said.findLast(({ taps }) => taps.length > 0)?.taps.map(({ label }) => label)).to.include('10');
      expect(await answers()).to.deep.equal([]);
    }
  });

  it('may come as an action that is executed, which is a tap, and is answered in its form', async () => {
    const execute = (data: unknown) =>
      person.send({
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb: 'answer', data } },
      });
    const first = dataOf(question(), '8');
    const { status, body, said } = await execute(first);
    expect([status, body]).to.deep.equal([
      200,
      { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' },
    ]);
    expect(said.at(0)?.taps).not.to.deep.equal([]);
    expect(await answers()).to.deep.equal([8]);
    await person.tap('7');
    for (const data of [first, undefined, 'x', [1]])
      expect((await execute(data)).said[0]?.text).to.contain(stale);
    expect(await answers()).to.deep.equal([8, 7]);
  });

  it('of a kind that is not ours is answered that nobody takes it', async () => {
    for (const [name, value] of [
      ['task/fetch', { data: {} }],
      ['task/submit', null],
      ['composeExtension/query', undefined],
      ['fileConsent/invoke', { action: 'accept' }],
      ['signin/verifyState', { state: '1' }],
      ['adaptiveCard/action', 'text'],
      ['adaptiveCard/action', { action: null }],
      [undefined, {}],
    ] as const) {
      const { status, said } = await person.send({ type: 'invoke', name, value });
      expect([status, said], name).to.deep.equal([404, []]);
    }
    expect(await answers()).to.deep.equal([]);
  });

  /** The document once everything the turns left to be written is. */
  async function settled() {
    for (;;) {
      const document = await client.document();
      if (document.delivered.card?.sequence === document.asked?.sequence) return document;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});

import { expect } from 'chai';
import { openDevice, openLine, type Device, type Line } from '../../helpers/line.ts';

for (const webSocket of [true, false]) {
  describe(`Direct Line with the stock client over ${webSocket ? 'a WebSocket' : 'polling'}`, function () {
    this.timeout(30_000);
    let line: Line;
    let devices: Device[];

    beforeEach(async () => {
      line = await openLine();
      devices = [];
    });
    afterEach(async () => {
      for (const device of devices) device.end();
      await line.close();
    });

    const open = async (given: Partial<Parameters<typeof openDevice>[0]> = {}, userId?: string) => {
      const device = openDevice({
        origin: line.origin,
        token: await line.token(userId),
        webSocket,
        ...given,
      });
      devices.push(device);
      return device;
    };

    it('greets once, echoes, and answers under ids that sort', async () => {
      const device = await open();
      await device.until(({ shown }) => shown.length === 1);
      const id = await device.say('one', 'mine-1');
      await device.until(({ shown }) => shown.length === 3);
      expect(device.texts()).to.deep.equal(['hello', 'one', 'echo: one']);
      const [hello, own, reply] = device.shown;
      expect(own).to.include({ id, type: 'message' });
      expect(own!.channelData).to.include({ clientActivityID: 'mine-1' });
      expect(own!.from).to.deep.equal({ id: 'dl_one', role: 'user' });
      expect(reply!.from.role).to.equal('bot');
      expect(reply).not.to.have.property('replyToId');
      expect(hello!.id! < own!.id! && own!.id! < reply!.id!).to.equal(true);
      await open();
      await devices[1]!.until(({ shown }) => shown.length === 3);
      expect(devices[1]!.texts()[0]).to.equal('hello');
    });

    it('binds what is posted to the user of the token', async () => {
      const device = await open();
      await device.post({
        type: 'message',
        text: 'x',
        from: { id: 'dl_other' },
        locale: 'es',
        localTimezone: 'Europe/Madrid',
      });
      const activity = line.bot.received.at(-1)!;
      expect(activity.from.id).to.equal('dl_one');
      expect(activity).to.include({
        channelId: 'directline',
        serviceUrl: 'urn:alliance:directline',
        locale: 'es',
        localTimezone: 'Europe/Madrid',
      });
      expect(activity.conversation.id).to.equal('client-1');
    });

    it('shows the whole conversation again after a reload', async () => {
      const device = await open();
      await device.say('one');
      await device.say('replace');
      await device.until(({ shown }) => shown.length === 5);
      device.end();
      const reloaded = await open();
      await reloaded.until(({ shown }) => shown.length === 4);
      expect(reloaded.texts()).to.deep.equal(['replaced', 'one', 'echo: one', 'replace']);
    });

    it('goes on after a watermark', async () => {
      const device = await open();
      await device.say('one');
      await device.until(({ shown }) => shown.length === 3);
      const { watermark } = device;
      device.end();
      const other = await open();
      await other.say('two');
      await other.until(({ shown }) => shown.length === 6);
      const back = await open({ conversationId: 'client-1', watermark });
      await back.until(({ shown }) => shown.length === 3);
      expect(back.texts()[0]).to.equal('two');
      expect(back.texts()[2]).to.equal('second');
    });

    it('replaces an activity under its old id', async () => {
      const device = await open();
      await device.say('one');
      await device.until(({ shown }) => shown.length === 3);
      await device.say('replace');
      await device.until((shown) => shown.texts().includes('replaced'));
      const replaced = device.shown.find((_, at) => device.texts()[at] === 'replaced');
      expect(replaced!.id).to.equal(device.shown[0]!.id);
    });

    it('shows both devices of one client the same, as their own', async () => {
      const first = await open({}, 'dl_one');
      const second = await open({}, 'dl_two');
      await Promise.all([
        first.until(({ shown }) => shown.length > 0),
        second.until(({ shown }) => shown.length > 0),
      ]);
      await first.say('from the first');
      for (const device of devices) await device.until(({ shown }) => shown.length === 3);
      expect(second.shown[1]!.from).to.deep.equal({ id: 'dl_two', role: 'user' });
      expect(second.texts()).to.deep.equal(first.texts());
    });

    it('says that a message was not taken', async () => {
      const device = await open();
      expect(await device.say('fail')).to.equal('retry');
      let status = 0;
      await device.post({ type: 'conversationUpdate' }).catch((error) => (status = error.status));
      expect(status).to.equal(400);
    });

    it('loses nothing over a restart of the server', async () => {
      const device = await open();
      await device.say('before');
      await device.until(({ shown }) => shown.length === 3);
      // Polling, the stock client gives up at the first network error: its next page load goes on.
      if (!webSocket) device.end();
      await line.restart();
      const again = webSocket
        ? device
        : await open({ conversationId: 'client-1', watermark: device.watermark });
      await (await open()).say('meanwhile');
      await again.until((shown) => shown.texts().includes('echo: meanwhile'));
      const texts = webSocket ? again.texts() : [...device.texts(), ...again.texts()];
      expect(texts).to.deep.equal(['hello', 'before', 'echo: before', 'meanwhile', 'echo: meanwhile']);
    });

    it('knows what has reached the client, once the client says so', async () => {
      const device = await open();
      expect(line.bot.seen()).to.equal(0);
      await device.until(({ shown }) => shown.length === 1);
      // The word comes back with a pong, or with the next poll.
      while (line.bot.seen() < 1) {
        const answers = device.shown.length;
        await device.say('one');
        await device.until(({ shown }) => shown.length > answers);
      }
    });

    it('knows it of each device by itself: what one has read is not read on another', async () => {
      const reading = await open({}, 'dl_two');
      await reading.until(({ shown }) => shown.length === 1);
      while (line.bot.seen() < 1) {
        const answers = reading.shown.length;
        await reading.say('one');
        await reading.until(({ shown }) => shown.length > answers);
      }
      const posted = await fetch(`${line.origin}/v3/directline/conversations/client-1/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await line.token()}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'message', text: 'from a device that has read nothing' }),
      });
      expect(posted.status).to.equal(200);
      expect(line.bot.received.at(-1)!.from.id).to.equal('dl_one');
      expect(line.bot.seen()).to.equal(0);
    });

    it('stops at a token that has expired', async () => {
      const token = await line.token();
      line.ahead = 13 * 60 * 60 * 1000;
      const device = await open({ token });
      await device.until(({ status }) => status === 4);
      expect(device.status).to.equal(4);
      expect(line.bot.received).to.deep.equal([]);
    });
  });
}

// The official twilio-node against a running server. Arguments: base URL, account SID, auth token.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import twilio from 'twilio';

const [base, sid, token] = process.argv.slice(2);
const to = '+14155551234';
const from = '+14155552671';

function connected(password, at) {
  const client = twilio(sid, password);
  client.api.baseUrl = at;
  client.messaging.baseUrl = base;
  return client;
}

const bare = connected(token, base);
const laml = connected(token, `${base}/api/laml`);

async function until(look, wanted) {
  for (let end = Date.now() + 30_000; Date.now() < end;) {
    const found = await look();
    if (wanted(found)) {
      return found;
    }
  }
  throw new Error('it never came');
}

async function refusal(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('it was not refused');
}

const delivered = (client, id) =>
  until(() => client.messages(id).fetch(), (message) => message.status === 'delivered');

const chapters = {
  async 'a text is sent and delivered'() {
    const sent = await bare.messages.create({ to, from, body: 'Grüße 👋' });
    assert.equal(sent.status, 'queued');
    assert.equal(sent.direction, 'outbound-api');
    assert.ok(Math.abs(sent.dateCreated - Date.now()) < 60_000);
    const message = await delivered(bare, sent.sid);
    assert.equal(message.body, 'Grüße 👋');
    assert.ok(message.dateSent instanceof Date);
    assert.match(message.price, /^-0\.0/);
  },

  async 'media make an MMS'() {
    const mediaUrl = ['https://example.com/1.png', 'https://example.com/2.mp4'];
    const sent = await bare.messages.create({ to, from, body: 'look', mediaUrl });
    assert.equal(sent.numMedia, '2');
    const media = await bare.messages(sent.sid).media.list();
    assert.deepEqual(media.map((one) => one.contentType), ['image/png', 'video/mp4']);
    const one = await bare.messages(sent.sid).media(media[0].sid).fetch();
    assert.equal(one.parentSid, sent.sid);
  },

  async 'a list goes over several pages, on both surfaces'() {
    const other = '+14155557001';
    for (let i = 0; i < 120; i++) {
      await bare.messages.create({ to: other, from, body: `number ${i}` });
    }
    for (const client of [bare, laml]) {
      const all = await client.messages.list({ to: other, pageSize: 50 });
      assert.equal(all.length, 120);
      assert.equal(new Set(all.map((message) => message.sid)).size, 120);
    }
  },

  async 'a list is filtered by when it was sent'() {
    const sent = await bare.messages.create({ to, from, body: 'when' });
    await delivered(bare, sent.sid);
    const minutes = (count) => new Date(Date.now() - count * 60_000);
    const sids = async (filter) => (await bare.messages.list(filter)).map((one) => one.sid);
    assert.ok((await sids({ dateSentAfter: minutes(5) })).includes(sent.sid));
    assert.ok((await sids({ dateSent: new Date() })).includes(sent.sid));
    assert.deepEqual(await sids({ dateSentBefore: minutes(5) }), []);
  },

  async 'what is not there is not found'() {
    const error = await refusal(() => bare.messages(`SM${'0'.repeat(32)}`).fetch());
    assert.equal(error.status, 404);
    assert.equal(error.code, 20404);
  },

  async 'what is wrong has a code'() {
    const number = await refusal(() => bare.messages.create({ to: 'bad', from, body: 'x' }));
    assert.equal(number.status, 400);
    assert.equal(number.code, 21211);
    const login = await refusal(() => connected('wrong', base).messages.list());
    assert.equal(login.status, 401);
    assert.equal(login.code, 20003);
  },

  async 'a text is redacted, a message deleted'() {
    const { sid: id } = await bare.messages.create({ to, from, body: 'secret' });
    await delivered(bare, id);
    const redacted = await bare.messages(id).update({ body: '' });
    assert.equal(redacted.body, '');
    assert.equal(await bare.messages(id).remove(), true);
    assert.equal((await refusal(() => bare.messages(id).fetch())).status, 404);
  },

  async 'what is scheduled is cancelled'() {
    const sendAt = new Date(Date.now() + 3_600_000);
    const later = await bare.messages.create({ to, from, body: 'later', scheduleType: 'fixed', sendAt });
    assert.equal(later.status, 'scheduled');
    const canceled = await bare.messages(later.sid).update({ status: 'canceled' });
    assert.equal(canceled.status, 'canceled');
    assert.equal((await laml.messages(later.sid).fetch()).status, 'failed');
  },

  async 'feedback is taken'() {
    const { sid: id } = await bare.messages.create({ to, from, body: '1234', provideFeedback: true });
    const feedback = await bare.messages(id).feedback.create({ outcome: 'confirmed' });
    assert.equal(feedback.outcome, 'confirmed');
  },

  async 'a messaging service chooses the sender'() {
    const [number] = await bare.incomingPhoneNumbers.list({ phoneNumber: '+14155556789' });
    const service = await bare.messaging.v1.services.create({ friendlyName: 'shop' });
    await bare.messaging.v1.services(service.sid).phoneNumbers.create({ phoneNumberSid: number.sid });
    const sent = await bare.messages.create({ to, body: 'x', messagingServiceSid: service.sid });
    assert.equal(sent.status, 'accepted');
    assert.equal(sent.from, '+14155556789');
    await bare.messaging.v1.services.create({ friendlyName: 'other' });
    assert.equal((await bare.messaging.v1.services.list({ pageSize: 1 })).length, 2);
    assert.equal((await bare.messaging.v1.services(service.sid).phoneNumbers.list()).length, 1);
  },

  async 'accounts, numbers and applications are arranged'() {
    const own = await bare.api.v2010.accounts(sid).fetch();
    assert.equal(own.status, 'active');
    const sub = await bare.api.v2010.accounts.create({ friendlyName: 'Shop' });
    assert.equal(sub.ownerAccountSid, sid);
    const suspended = await bare.api.v2010.accounts(sub.sid).update({ status: 'suspended' });
    assert.equal(suspended.status, 'suspended');
    const application = await bare.applications.create({ friendlyName: 'shop', smsUrl: 'https://example.com/in' });
    const [number] = await bare.incomingPhoneNumbers.list({ limit: 1 });
    const set = await bare.incomingPhoneNumbers(number.sid).update({ smsApplicationSid: application.sid });
    assert.equal(set.smsApplicationSid, application.sid);
    assert.equal(await bare.applications(application.sid).remove(), true);
    assert.ok((await bare.shortCodes.list()).length > 0);
  },

  async 'its validator trusts our callbacks'() {
    const words = [];
    let url = '';
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (some) => { body += some; });
      request.on('end', () => {
        const fields = Object.fromEntries(new URLSearchParams(body));
        const signature = request.headers['x-twilio-signature'];
        const good = twilio.validateRequest(token, signature, url, fields);
        words.push(good ? fields.MessageStatus : `forged ${fields.MessageStatus}`);
        response.writeHead(204).end();
      });
    });
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${server.address().port}/status?order=4711`;
    await bare.messages.create({ to, from, body: 'x', statusCallback: `${url}#rc=1` });
    await until(
      () => new Promise((then) => setTimeout(() => then(words), 20)),
      (found) => found.length === 3);
    assert.deepEqual(words, ['sending', 'sent', 'delivered']);
    server.close();
  },

  async 'a person writes, hears what MessagingResponse says, and its redirect'() {
    const heard = [];
    let root;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (some) => { body += some; });
      request.on('end', () => {
        const post = request.method === 'POST';
        const fields = Object.fromEntries(new URLSearchParams(body));
        const good = twilio.validateRequest(
          token, request.headers['x-twilio-signature'], root + request.url, post ? fields : {});
        heard.push(good ? request.method : 'forged');
        const answer = new twilio.twiml.MessagingResponse();
        if (post) {
          answer.message({ action: '/status' }, `You wrote <${fields.Body}> & I read it`);
          answer.redirect({ method: 'GET' }, 'more?a=b');
        } else if (request.url.startsWith('/more')) {
          answer.message().body('and one thing more');
        }
        response.writeHead(200, { 'Content-Type': 'text/xml' }).end(
          request.url === '/status' ? '' : answer.toString());
      });
    });
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    root = `http://127.0.0.1:${server.address().port}`;
    const [number] = await bare.incomingPhoneNumbers.list({ phoneNumber: from });
    await bare.incomingPhoneNumbers(number.sid).update({ smsUrl: `${root}/in?x=1#rc=1` });
    const person = '+14155557201';
    const handset = `${base}/sandbox/handsets/${person}/messages`;

    const said = await fetch(handset, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ to: from, text: 'Grüße' }),
    });

    assert.equal(said.status, 202);
    const shown = await until(
      async () => (await (await fetch(handset)).json()).messages.map((one) => one.text).sort(),
      (texts) => texts.length === 2);
    assert.deepEqual(shown, ['You wrote <Grüße> & I read it', 'and one thing more']);
    assert.ok(!heard.includes('forged'));
    const replies = await until(
      () => bare.messages.list({ to: person }), (list) => list.length === 2);
    assert.deepEqual(replies.map((one) => one.direction), ['outbound-reply', 'outbound-reply']);
    const [written] = await bare.messages.list({ from: person });
    assert.equal(written.direction, 'inbound');
    assert.equal(written.body, 'Grüße');
    await bare.incomingPhoneNumbers(number.sid).update({ smsUrl: '' });
    server.close();
  },
};

for (const [name, chapter] of Object.entries(chapters)) {
  try {
    await chapter();
    console.log(`ok: ${name}`);
  } catch (error) {
    console.error(`FAILED: ${name}\n`, error);
    process.exit(1);
  }
}
console.log('all chapters hold');

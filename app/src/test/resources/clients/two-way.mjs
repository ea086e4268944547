// A person of the sandbox writes to a program of Express and the official twilio-node, whose own
// middleware checks what comes. Arguments: base URL, account SID, auth token, API key.
import assert from 'node:assert/strict';
import express from 'express';
import twilio from 'twilio';

const [base, sid, token, key] = process.argv.slice(2);
const number = '+14155552671';
const person = '+14155557301';
const handset = `${base}/sandbox/handsets/${person}/messages`;
const client = twilio(sid, token);
client.api.baseUrl = base;

async function until(look, wanted) {
  let last;
  for (let end = Date.now() + 60_000; Date.now() < end;) {
    last = await look();
    if (wanted(last)) {
      return last;
    }
    await new Promise((then) => setTimeout(then, 20));
  }
  throw new Error(`it never came; there was ${JSON.stringify(last)}`);
}

async function says(text) {
  const said = await fetch(handset, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ to: number, text }),
  });
  assert.equal(said.status, 202);
}

const shown = async () => (await (await fetch(handset)).json()).messages.map((one) => one.text);
const shows = (words) => until(shown, (texts) => texts.some((text) => text.includes(words)));

const v2 = async (path) => {
  const answer = await fetch(base + path, { headers: { Authorization: `Bearer ${key}` } });
  assert.equal(answer.status, 200, `${path}: ${answer.status}`);
  return answer.json();
};

const heard = [];
const app = express();
app.use(express.urlencoded({ extended: false }));
app.post('/in', twilio.webhook(token), (request, response) => {
  heard.push(request.body);
  const answer = new twilio.twiml.MessagingResponse();
  answer.message(`You wrote: ${request.body.Body}`);
  response.type('text/xml').send(answer.toString());
});
const server = await new Promise((ready) => {
  const opened = app.listen(0, '127.0.0.1', () => ready(opened));
});
const url = `http://127.0.0.1:${server.address().port}/in`;

const forged = await fetch(url, {
  method: 'POST',
  headers: { 'X-Twilio-Signature': 'bm90IG91cnM=' },
  body: new URLSearchParams({ From: person, Body: 'forged' }),
});
assert.equal(forged.status, 403);

const [own] = await client.incomingPhoneNumbers.list({ phoneNumber: number });
await client.incomingPhoneNumbers(own.sid).update({ smsUrl: url });

await says('Grüße');
await shows('You wrote: Grüße');
console.log('ok: a person is answered');

await says('STOP');
await until(() => heard, (all) => all.some((one) => one.OptOutType === 'STOP'));
const stopped = await until(
  () => client.messages.create({ to: person, from: number, body: 'an offer' }).catch((no) => no),
  (result) => result.code === 21610);
assert.equal(stopped.status, 400);
await says('Are you there?');
await until(() => heard, (all) => all.some((one) => one.Body === 'Are you there?'));
// Its answers are refused before it says START: what is answered after that is welcome again.
const written = `/v2/messages?direction=inbound&from=${encodeURIComponent(person)}`;
await until(
  () => v2(written), (list) => list.data.every((one) => one.waits_for === 'nothing'));
console.log('ok: stop stops');

await says('START');
await until(() => heard, (all) => all.some((one) => one.OptOutType === 'START'));
await says('Hello again');
await shows('You wrote: Hello again');
await client.messages.create({ to: person, from: number, body: 'an offer, welcome now' });
await shows('welcome now');
const texts = await shown();
assert.ok(!texts.includes('an offer'));
assert.ok(!texts.includes('You wrote: STOP'));
assert.ok(!texts.includes('You wrote: Are you there?'));
console.log('ok: start resumes');

const list = await v2(`/v2/conversations?to=${encodeURIComponent(person)}`);
assert.equal(list.data.length, 1);
const lines = await v2(`/v2/conversations/${list.data[0].id}/messages?limit=100`);
const both = lines.data.map((one) => `${one.direction}: ${one.content.text}`).reverse();
const place = (words) => {
  const at = both.indexOf(words);
  assert.ok(at >= 0, `${words} is not in ${JSON.stringify(both)}`);
  return at;
};
assert.ok(place('inbound: Grüße') < place('outbound: You wrote: Grüße'));
assert.ok(place('outbound: You wrote: Grüße') < place('inbound: STOP'));
assert.ok(place('inbound: STOP') < place('inbound: START'));
assert.ok(place('inbound: Hello again') < place('outbound: You wrote: Hello again'));
const answers = await client.messages.list({ to: person });
const answer = answers.find((one) => one.body === 'You wrote: Grüße');
assert.equal(answer.direction, 'outbound-reply');
console.log('ok: the conversation shows both');

server.close();
server.closeAllConnections();
console.log('all chapters hold');

// The official client, unmodified: what the endpoint's users run. Prints one JSON line per check;
// the Java test compares. Arguments: base URL, model name.
import OpenAI from 'openai';

const [baseURL, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: 'anything', maxRetries: 0 });
const say = (check, value) => console.log(JSON.stringify({ check, value }));
const ask = (more) => ({
  model,
  temperature: 0,
  max_tokens: 24,
  messages: [
    { role: 'developer', content: 'You are the help desk of Warmpath Outdoor.' },
    { role: 'user', content: [{ type: 'text', text: 'What does express shipping cost?' }] },
  ],
  ...more,
});

const first = await client.chat.completions.create(ask());
const second = await client.chat.completions.create(ask());
say('cached', [first.usage, second.usage].map((usage) => usage.prompt_tokens_details.cached_tokens));
say('prompt', second.usage.prompt_tokens);
say('same', first.choices[0].message.content === second.choices[0].message.content);

const stream = await client.chat.completions.create(
  ask({ stream: true, stream_options: { include_usage: true } }));
let text = '';
let usage = null;
for await (const chunk of stream) {
  text += chunk.choices[0]?.delta?.content ?? '';
  usage = chunk.usage ?? usage;
}
say('streamed', text === second.choices[0].message.content);
say('streamUsage', usage.prompt_tokens_details.cached_tokens);

const keyed = await client.chat.completions.create(ask({ prompt_cache_key: 'tenant-1' }));
say('isolated', keyed.usage.prompt_tokens_details.cached_tokens);

const schema = {
  type: 'object',
  properties: { city: { type: 'string', maxLength: 8 }, count: { type: 'integer' } },
  required: ['city', 'count'],
  additionalProperties: false,
};
const structured = await client.chat.completions.create(
  ask({
    max_tokens: 100,
    response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema } },
  }));
const object = JSON.parse(structured.choices[0].message.content);
say('structured', typeof object.city === 'string' && Number.isInteger(object.count));

const tools = [{ type: 'function', function: { name: 'lookup', parameters: schema } }];
const called = await client.chat.completions.create(
  ask({ max_tokens: 150, tools, tool_choice: 'required', parallel_tool_calls: false }));
const call = called.choices[0].message.tool_calls[0];
say('tool', [called.choices[0].finish_reason, call.function.name]);
say('toolArguments', Object.keys(JSON.parse(call.function.arguments)));
const after = await client.chat.completions.create(
  ask({
    tools,
    messages: [
      ...ask().messages,
      called.choices[0].message,
      { role: 'tool', tool_call_id: call.id, content: '12.90 euros' },
    ],
  }));
say('afterTool', after.choices.length);

const toolStream = client.chat.completions.stream(
  ask({ max_tokens: 150, tools, tool_choice: { type: 'function', function: { name: 'lookup' } } }));
const final = await toolStream.finalChatCompletion();
say('toolStream', final.choices[0].message.tool_calls[0].function.name);

const response = await client.responses.create(
  { model, input: 'What does express shipping cost?', temperature: 0, max_output_tokens: 24 });
say('response', response.output_text.length > 0);
let deltas = '';
let completed = null;
for await (const event of await client.responses.create(
  { model, input: 'What does express shipping cost?', temperature: 0, max_output_tokens: 24,
    stream: true })) {
  if (event.type === 'response.output_text.delta') deltas += event.delta;
  if (event.response) completed = event.response;
}
say('responseStream', deltas === response.output_text);
say('responseCached', completed.usage.input_tokens_details.cached_tokens > 0);

const completion = await client.completions.create(
  { model, prompt: 'Hello', max_tokens: 2, temperature: 0 });
say('completion', completion.choices.length);
say('models', (await client.models.list()).data.map((one) => one.id).includes(model));
say('model', (await client.models.retrieve(model)).id === model);

const failure = async (work) => {
  try {
    await work();
    return 'no error';
  } catch (error) {
    return [error.constructor.name, error.code, error.param];
  }
};
say('unknownModel', await failure(() => client.chat.completions.create(ask({ model: 'nope' }))));
say('badValue', await failure(() => client.chat.completions.create(ask({ temperature: 9 }))));
say('tooLong', await failure(() => client.chat.completions.create(
  ask({ messages: [{ role: 'user', content: 'word '.repeat(3000) }] }))));

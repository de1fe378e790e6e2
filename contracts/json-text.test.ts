import { expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from './action.ts';
import { answersWithText, answerSchema, asJsonText, jsonText } from './json-text.ts';

const Row = z.strictObject({ id: z.int(), name: z.string() });
const list = contract({
  name: 'campaign.sample',
  summary: '',
  params: z.strictObject({}),
  result: z.strictObject({ text: jsonText(Row) }),
  permission: 'public',
  stepUp: 'none',
});

it('takes text of what it promises, as it is', () => {
  const text = asJsonText<z.infer<typeof Row>>('{ "name": "a", "id": 1 }');
  expect(list.result.parse({ text })).toEqual({ text });
});

it.each([
  ['no JSON', '{', 'text'],
  ['a field that is missing', '{"id":1}', 'text.name'],
  ['a field of another kind', '{"id":"1","name":"a"}', 'text.id'],
  ['a field too many', '{"id":1,"name":"a","x":1}', 'text'],
  ['no text', 5, 'text'],
])('refuses %s, and names the place', (_, text, place) => {
  const { error } = list.result.safeParse({ text });
  expect(error?.issues.map(({ path }) => path.join('.'))).toContain(place);
});

it('tells what clients get: the content of the text, or the result itself', () => {
  expect(answerSchema(list)).toBe(Row);
  expect(answersWithText(list)).toBe(true);
  const plain = { ...list, result: Row };
  expect([answerSchema(plain), answersWithText(plain)]).toEqual([Row, false]);
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { queryParts } from '../../../contracts/query.ts';
import { Limit } from '../../../contracts/values.ts';
import { parseQuery, queryReader } from './query.ts';

const params = z.strictObject({ limit: Limit, after: z.int().min(0).optional() });
const read = queryReader(queryParts(params.shape));
const parsed = (query: string) => params.safeParse(read(parseQuery(`/?${query}`)));

describe('a number in a query', () => {
  it.each([
    '',
    ' ',
    '1e1',
    '0x10',
    '-0',
    '-1',
    '5.0',
    '5 ',
    '5,6',
    '\uff15',
    'Infinity',
    '99999999999999999',
  ])('is digits and nothing else: "%s" is refused', (written) => {
    expect(parsed(`after=${encodeURIComponent(written)}`).success).toBe(false);
  });

  it('is read within its bounds', () => {
    expect(parsed('after=0&limit=100').data).toEqual({ after: 0, limit: 100 });
    expect(parsed('limit=101').success).toBe(false);
    expect(parsed('').data).toEqual({ limit: 20 });
  });
});

it.each(['__proto__', 'constructor', 'unknown'])('a parameter named %s is refused', (name) => {
  expect(() => parsed(`${name}=1`)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
});

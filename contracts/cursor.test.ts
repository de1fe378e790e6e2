import { expect, it } from 'vitest';
import { z } from 'zod';
import { ListCursor } from '../lib/cursor.ts';
import { Cursor } from './values.ts';

it('a cursor after the longest name of the largest letters is one that the API answers and takes', () => {
  const cursor = new ListCursor('campaign.list', z.tuple([z.string(), z.uuid()]));
  const text = cursor.write({ limit: 20 }, ['😀'.repeat(100), '01a21da0-f9fb-756d-8c14-f7ca797770ef']);
  expect(Cursor.parse(text)).toBe(text);
});

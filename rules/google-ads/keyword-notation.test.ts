import { expect, it } from 'vitest';
import { readKeywordNotation } from './keyword-notation.ts';

it.each([
  ['[running shoes]', 'running shoes', 'exact'],
  [' [ running shoes ] ', 'running shoes', 'exact'],
  ['"running shoes"', 'running shoes', 'phrase'],
  ['“running shoes”', 'running shoes', 'phrase'],
  ['+running +shoes', 'running shoes', 'phrase'],
  ['+running shoes', 'running shoes', 'phrase'],
] as const)('%s is the keyword %s in %s match', (written, text, matchType) => {
  expect(readKeywordNotation(written)).toEqual({ text, matchType });
});

it.each(['running shoes', 'c++', 'a [b] c', 'say "hello" twice', '[]', '""', '+', 'google +', ''])(
  '%s has no notation of match types',
  (written) => {
    expect(readKeywordNotation(written)).toBeNull();
  },
);

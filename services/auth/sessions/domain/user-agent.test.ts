import { expect, it } from 'vitest';
import { readableUserAgent } from './user-agent.ts';

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0', 'Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0'],
  ['call https://evil.example now', 'call https evil.example now'],
  ['see www.evil.example', 'see evil.example'],
  ['a\u202eb\nc<script>', 'a b c script'],
  ['', 'an unnamed client'],
  [undefined, 'an unnamed client'],
  ['x'.repeat(500), 'x'.repeat(120)],
])('%j is told as %j', (userAgent, expected) => {
  expect(readableUserAgent(userAgent)).toBe(expected);
});

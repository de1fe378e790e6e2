import { describe, expect, it } from 'vitest';
import { ClientFailure } from '../../client/failures.ts';
import { explainFailure, DemoFailure } from './failure.ts';
import { wrap } from './improve.ts';
import { tokenIn } from './inbox.ts';
import { count, money, percent } from './money.ts';
import { Output } from './output.ts';
import { addressFrom, inboxIn } from './product.ts';

const recorder = () => {
  const written: string[] = [];
  return { screen: { write: (text: string) => written.push(text) }, text: () => written.join('') };
};

describe('output', () => {
  it('numbers steps and says their progress and time, without colours away from a terminal', async () => {
    const { screen, text } = recorder();
    let now = 0;
    const out = new Output(screen, () => now);
    await out.step('First', async (say) => {
      say('half way');
      now = 1500;
    });
    await expect(out.step('Second', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(text()).toBe(
      ' 1  First\n    half way\n    ✓ 1.5 s\n\n 2  Second\n    ✗ step 2, “Second”, failed after 0.0 s\n\n',
    );
  });

  it('writes money with its currency, counts and shares', () => {
    expect([money(1_234_500_000, 'USD'), money(950_000_000, 'EUR', 0)]).toEqual(['$1,234.50', '€950']);
    expect([count(12345.67), percent(0.987, 1)]).toEqual(['12,345.7', '98.7 %']);
  });

  it('breaks text between words', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });
});

describe('a failure', () => {
  it('is told with its details, and anything unforeseen with its stack', () => {
    expect(explainFailure(new ClientFailure('no answer', ['why']))).toEqual(['no answer', 'why']);
    expect(explainFailure(new DemoFailure('short', ['more']))).toEqual(['short', 'more']);
    expect(explainFailure(new TypeError('odd')).length).toBeGreaterThan(1);
    expect(explainFailure('text')).toEqual(['text']);
  });
});

it('finds the token in the invitation, and nothing else that looks like one', () => {
  const token = 'k3_Zp-9fJq2x7LwYt0aBcDeFgHiJkLmN';
  expect(
    tokenIn(
      `Hello,\r\n\r\nYour token:\r\n\r\n${token}\r\n\r\nPOST http://127.0.0.1/api/invitations/accept\r\n`,
    ),
  ).toBe(token);
  expect(tokenIn('Hello,\n\nnothing here\n')).toBeNull();
});

it('plays against API_URL, else the gateway’s port, else the default one', () => {
  expect(addressFrom({ API_URL: 'https://x.example.com', API_GATEWAY_PORT: '4000' })).toBe(
    'https://x.example.com',
  );
  expect(addressFrom({ API_GATEWAY_PORT: '4000' })).toBe('http://127.0.0.1:4000');
  expect(addressFrom({ API_URL: '' })).toBe('http://127.0.0.1:3000');
});

it('reads the inbox from the product’s greeting, with and without colours', () => {
  expect(inboxIn('  Mail       http://127.0.0.1:17080  (what the product sends lands here)')).toBe(
    'http://127.0.0.1:17080',
  );
  expect(inboxIn('  \u001b[2mMail      \u001b[22m http://127.0.0.1:5  (…)')).toBe('http://127.0.0.1:5');
  expect(inboxIn('  API        http://127.0.0.1:3000/api')).toBeNull();
});

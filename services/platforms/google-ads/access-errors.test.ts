import { expect, it } from 'vitest';
import { connectAgain } from '../../../rules/connect-again.ts';
import { AUTHENTICATION_CONCERNS, AUTHORIZATION_ERRORS } from './access-errors.ts';

const CONCERNS = [
  ...Object.entries(AUTHENTICATION_CONCERNS),
  ...Object.entries(AUTHORIZATION_ERRORS).map(([code, { concerns }]) => [code, concerns] as const),
];

const OF_THE_CONNECTION: readonly string[] = ['consent', 'manager', 'developer-token'];

it.each(CONCERNS.filter(([, concerns]) => OF_THE_CONNECTION.includes(concerns)))(
  'Google’s %s, which is about the %s of the connection, says that connecting the ad account again mends it',
  (code) => {
    expect(connectAgain(code)).toMatch(/^Connect the ad account again/);
  },
);

it.each(CONCERNS.filter(([, concerns]) => concerns === 'application'))(
  'Google’s %s, which is about this %s, sends nobody to connect again',
  (code) => {
    expect(connectAgain(code)).toBeNull();
  },
);

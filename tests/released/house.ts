import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import type { StepUpPurpose } from '../../contracts/step-up.ts';
import type { Ask } from '../support/http.ts';
import type { OldProduct } from './old-product.ts';
import type { Visitor } from './visitor.ts';

/** Somebody of then, signed in today. */
export type Person = {
  userId: string;
  email: string;
  password: string;
  organizationId: string;
  role: string;
  visitor: Visitor;
};
/** The product on old rows, and who comes to it. */
export type House = {
  product: OldProduct;
  nobody: Visitor;
  as: (token: string) => Visitor;
};
export type Tokens = { accessToken: string; refreshToken: string };
/** What the API wants confirmed before it does something. */
export type Wanted = { purpose: StepUpPurpose; hash: string };

/** The body of an answer that must have this status. */
export async function expectAnswer<Body>(
  visitor: Visitor,
  status: number,
  method: string,
  path: string,
  ask: Ask = {},
): Promise<Body> {
  const answer = await visitor.ask<Body>(method, path, ask);
  expect([method, path, answer.status, answer.status === status ? '' : answer.text]).toEqual([
    method,
    path,
    status,
    '',
  ]);
  return answer.body;
}

/** The newest token that was mailed to an address, once nothing is left to be sent. */
export async function mailedToken({ product }: House, email: string): Promise<string> {
  const waiting = `SELECT 1 FROM mails WHERE state IN ('queued', 'nobody')`;
  await until(
    () => product.rows('auth', waiting),
    (left) => left.length === 0,
  );
  const mails = product.sandbox.mail.messages().filter(({ to }) => to.includes(email));
  const tokens = mails.flatMap(({ text }) => /^sipm_\S+$/m.exec(text) ?? []);
  expect([email, tokens.length > 0]).toEqual([email, true]);
  return tokens.at(-1) ?? '';
}

type Credentials = { email: string; password: string };
const login = <Body>({ nobody }: House, { email, password }: Credentials) =>
  expectAnswer<Body>(nobody, 200, 'POST', '/api/auth/login', { body: { email, password } });

/** Signs in with a password that is enough. */
export async function signedIn(house: House, credentials: Credentials): Promise<Visitor> {
  const { accessToken } = await login<Tokens>(house, credentials);
  expect(accessToken).toBeTypeOf('string');
  return house.as(accessToken);
}

/** Gives the right password of who has a second factor: the token of what is asked next. */
export async function askedForFactor(house: House, credentials: Credentials): Promise<string> {
  const { mfaToken } = await login<{ mfaToken: string }>(house, credentials);
  expect(mfaToken).toBeTypeOf('string');
  return mfaToken;
}

/** Asks for something that has to be confirmed with a second factor, and confirms it. */
export async function confirmed<Body>(
  visitor: Visitor,
  [status, method, path]: [status: number, method: string, path: string],
  ask: Ask,
  prove: (wanted: Wanted) => Promise<object>,
): Promise<Body> {
  const { stepUp: wanted } = await expectAnswer<{ stepUp: Wanted }>(visitor, 403, method, path, ask);
  const { stepUpToken } = await expectAnswer<{ stepUpToken: string }>(
    visitor,
    200,
    'POST',
    '/api/auth/step-up',
    { body: { ...wanted, proof: await prove(wanted) } },
  );
  return expectAnswer<Body>(visitor, status, method, path, {
    ...ask,
    headers: { 'step-up-token': stepUpToken },
  });
}

import { expect, it } from 'vitest';
import { z } from 'zod';
import { isPublic } from '../contracts/http.ts';
import { placesOf, shapeOf, type Places } from '../contracts/places.ts';
import type { StepUpPurpose } from '../contracts/step-up.ts';
import { publicContracts } from '../contracts/routes.ts';
import { everyContract } from './support/contracts.ts';

it('every contract that clients may call is listed once', async () => {
  const listed = publicContracts.map(({ name }) => name).sort();
  const declared = (await everyContract()).filter(isPublic).map(({ name }) => name);
  expect(listed).toEqual(declared.sort());
});

/** The acts of the product that a person confirms, by purpose. An act that comes later is added to its line. */
const CONFIRMED: Partial<Record<StepUpPurpose, readonly string[]>> = {
  publish: ['campaign.publish'],
  resume: ['campaign.resume'],
  apply: ['campaign.applyRecommendation'],
  approve: ['campaign.approve'],
  ad_accounts: ['platforms.beginConnect', 'platforms.disconnect'],
  api_keys: ['auth.createApiKey'],
  roles: ['auth.changeRole', 'auth.decideFactorLoss', 'auth.invite', 'auth.removeMember'],
  factors: ['auth.beginPasskey', 'auth.enrollFactor', 'auth.makeRecoveryCodes', 'auth.removeFactor'],
  approval_policy: ['auth.changeOrganization'],
};

it.each(Object.entries(CONFIRMED))('%s is confirmed for %j', async (purpose, names) => {
  const declared = (await everyContract()).filter(({ stepUp }) => stepUp === purpose);
  expect(declared.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
});

/** Names of acts that a person confirms, whoever adds them. */
const WEIGHTY =
  /\.(publish|resume|thaw|apply\w*|approve|changePassword|export\w*|erase\w*|set\w*Cap\w*|change\w*Cap\w*)$/;

it('no act that moves money, opens an account or takes data out is without a confirmation', async () => {
  const weighty = (await everyContract()).filter(isPublic).filter(({ name }) => WEIGHTY.test(name));
  expect(weighty.map(({ name }) => name)).toEqual(expect.arrayContaining(['campaign.publish']));
  expect(weighty.filter(({ stepUp }) => stepUp === 'none').map(({ name }) => name)).toEqual([]);
});

it('no two contracts are reached by one method and path', () => {
  const reached = publicContracts.flatMap(({ http: { method, path, events } }) => [
    `${method} ${path}`,
    ...(events ? [`GET ${events}`] : []),
  ]);
  expect(new Set(reached).size).toBe(reached.length);
});

it.each(publicContracts)('$name: each parameter has one place, and each place is a parameter', (contract) => {
  const { path, headers, body, closed, query } = placesOf(contract);
  const params = Object.keys(shapeOf(contract.params));
  const inQuery = contract.http.query ? [] : query.map((part) => part.within ?? part.name);
  const written = Object.keys(contract.http.written?.shape ?? {});
  const placed = [...path, ...headers.map(({ param }) => param), ...closed, ...bodyParams(body)];
  expect([...new Set([...placed, ...inQuery])].sort()).toEqual([...params, ...written].sort());
  expect(new Set(placed).size).toBe(placed.length);
});

function bodyParams(body: Places['body']): string[] {
  if (body.kind === 'whole') return [body.param];
  return body.kind === 'fields' ? Object.keys(body.fields) : [];
}

it.each(publicContracts.filter(({ http }) => http.location))(
  '$name: Location is filled from its result',
  (contract) => {
    const names = [...(contract.http.location ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const fields of resultsOf(contract, true)) expect(fields).toEqual(expect.arrayContaining(names));
  },
);

it.each(publicContracts.filter(({ http }) => http.etag === true))(
  '$name: its ETag is made of its result',
  (contract) => {
    for (const fields of resultsOf(contract, false))
      expect(fields).toEqual(expect.arrayContaining(['version', 'updatedAt']));
  },
);

/** The fields of each result of a contract: of those that only accept what was asked, or of the others, where it has both. */
function resultsOf(
  { result, http: { acceptedBy } }: (typeof publicContracts)[number],
  accepted: boolean,
): string[][] {
  if (!(result instanceof z.ZodUnion)) return [Object.keys(shapeOf(result))];
  const each = (result.options as z.ZodObject[]).map(({ shape }) => Object.keys(shape));
  return each.filter((fields) => acceptedBy === undefined || fields.includes(acceptedBy) === accepted);
}

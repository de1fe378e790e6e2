import assert from 'node:assert/strict';
import type { Contestant } from './contestant.ts';
import { CAMPAIGN_BODY } from './campaign-body.ts';

type Answer = { status: number; body: Record<string, unknown>; bytes: number };
/** Tokens of two organisations and a campaign of the first. */
export type Proof = { token: string; strangerToken: string; id: string };

async function ask(
  contestant: Contestant,
  path: string,
  token?: string,
  init: RequestInit = {},
): Promise<Answer> {
  const headers = { ...(init.headers as object), ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(new URL(path, contestant.url), { ...init, headers });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as Record<string, unknown>, bytes: text.length };
}

/**
 * Fails unless both do the same job: equal answers to a read and a list, 404 across organisations, 401 without a token,
 * a refusal of an unknown field, and the same fields of a created campaign. Gives the size of the answer to a read.
 */
export async function proveSame(ours: Contestant, peer: Contestant, proof: Proof): Promise<number> {
  const path = `/api/campaigns/${proof.id}`;
  const [mine, theirs] = [await ask(ours, path, proof.token), await ask(peer, path, proof.token)];
  assert.equal(mine.status, 200);
  assert.deepEqual(theirs.body, mine.body, 'both answer the same campaign');
  const list = '/api/campaigns?limit=20';
  assert.deepEqual(
    (await ask(peer, list, proof.token)).body['data'],
    (await ask(ours, list, proof.token)).body['data'],
  );
  for (const one of [ours, peer]) {
    assert.equal(
      (await ask(one, path, proof.strangerToken)).status,
      404,
      `${one.name}: another organisation`,
    );
    assert.equal((await ask(one, path)).status, 401, `${one.name}: nobody`);
    const strange = await create(one, proof.token, { ...CAMPAIGN_BODY, surprise: 1 });
    assert.ok([400, 422].includes(strange.status), `${one.name}: an unknown field is refused`);
  }
  const [a, b] = [
    await create(ours, proof.token, CAMPAIGN_BODY),
    await create(peer, proof.token, CAMPAIGN_BODY),
  ];
  assert.deepEqual([a.status, b.status], [201, 201]);
  assert.deepEqual(withoutItself(b.body), withoutItself(a.body), 'both make the same campaign');
  return mine.bytes;
}

function create(contestant: Contestant, token: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  return ask(contestant, '/api/campaigns', token, { method: 'POST', headers, body: JSON.stringify(body) });
}

const withoutItself = ({ id: _id, createdAt: _c, updatedAt: _u, ...rest }: Record<string, unknown>) => rest;

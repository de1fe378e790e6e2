import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '../../client/client.ts';
import { ClientFailure, ProblemAnswer } from '../../client/failures.ts';
import { registered } from '../../client/registered.ts';
import { structureContracts } from '../../contracts/ai/structures.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import type { TestBrief } from './briefs.ts';
import type { Answer } from './judge.ts';

export type Provider = 'builtin' | 'openai';
/** Answers of the API that are no verdict on a brief but a wish to be asked later. */
const LATER = 429;
const TRIES = 5;

/** Somebody of a new organisation, signed in. */
export async function newcomer(base: string): Promise<Client> {
  const client = new Client(base, { patienceMs: 120_000 });
  const asked = {
    email: `judge.${randomBytes(4).toString('hex')}@example.com`,
    password: randomBytes(15).toString('base64url'),
    name: 'The Judge',
    organizationName: 'Evaluation',
  };
  return client.as(registered(await client.call(accountContracts.register, asked)).tokens.accessToken);
}

/**
 * Asks for the structure of a brief over HTTP, as every client does. A refusal is an answer; only where the API asks to come
 * again does it wait and ask again, and the time is of the last request.
 * @throws ClientFailure when another provider wrote the structure than the one to be judged
 */
export async function ask(client: Client, test: TestBrief, provider: Provider): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const startedAt = performance.now();
    try {
      const { structure, provenance } = await client.call(structureContracts.campaignStructure, {
        brief: test.brief,
      });
      const ms = performance.now() - startedAt;
      if (provenance.provider !== provider)
        throw new ClientFailure(`${provenance.provider} wrote the structure of ${test.key}, not ${provider}`);
      return { test, ms, kind: 'structure', structure };
    } catch (error) {
      if (!(error instanceof ProblemAnswer)) throw error;
      if (error.status === LATER && tries < TRIES) await wait(1_000 * (error.retryAfterSeconds ?? 5));
      else
        return {
          test,
          ms: performance.now() - startedAt,
          kind: 'refused',
          code: error.code ?? String(error.status),
        };
    }
  }
}

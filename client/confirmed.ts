import type { FactorProof } from '../contracts/auth/factors.ts';
import { stepUpContracts } from '../contracts/auth/step-up.ts';
import type { PublicContract } from '../contracts/http.ts';
import type { Client } from './client.ts';
import { ProblemAnswer, type WantedStepUp } from './failures.ts';
import type { AnswerOf, AskOf } from './types.ts';

/** Asks the person for a second factor; they are told what it confirms. */
export type Prove = (wanted: WantedStepUp) => Promise<FactorProof>;

/** Calls an action, and confirms it with a second factor where the API asks for that. @throws ProblemAnswer, ClientFailure */
export async function callConfirmed<C extends PublicContract>(
  client: Client,
  contract: C,
  params: AskOf<C>,
  prove: Prove,
): Promise<AnswerOf<C>> {
  try {
    return await client.call(contract, params);
  } catch (error) {
    if (!(error instanceof ProblemAnswer) || !error.stepUp) throw error;
    const asked = { ...error.stepUp, proof: await prove(error.stepUp) };
    const { stepUpToken } = await client.call(stepUpContracts.stepUp, asked);
    return client.call(contract, params, { stepUpToken });
  }
}

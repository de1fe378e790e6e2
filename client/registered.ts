import type { Registration } from '../contracts/auth/accounts.ts';
import { ClientFailure } from './failures.ts';

/** The registration in an answer to one. @throws ClientFailure when the address has to be proved first */
export function registered(answer: Registration | { accepted: true }): Registration {
  if ('accepted' in answer)
    throw new ClientFailure('the address has to be proved first, by what is mailed to it');
  return answer;
}

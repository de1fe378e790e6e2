import type { Session, SignIn } from '../contracts/auth/identity.ts';
import { ClientFailure } from './failures.ts';

/** The session in an answer to a right password. @throws ClientFailure when a second factor is asked for first */
export function sessionIn(answer: SignIn): Session {
  if ('mfaRequired' in answer)
    throw new ClientFailure('the sign-in asks for a second factor', [answer.methods.join(', ')]);
  return answer;
}

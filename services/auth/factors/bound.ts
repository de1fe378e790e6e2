import { factorContracts } from '../../../contracts/auth/factors.ts';
import { passkeyContracts } from '../../../contracts/auth/passkeys.ts';
import { factorLossContracts } from '../../../contracts/auth/factor-loss.ts';
import { stepUpContracts } from '../../../contracts/auth/step-up.ts';
import { bind } from '../../../mixins/action.ts';
import type { Node } from '../../../mixins/node.ts';
import type { AuthDeps } from '../deps.ts';
import { activateFactor } from './actions/activate-factor.ts';
import { addPasskey } from './actions/add-passkey.ts';
import { beginPasskey } from './actions/begin-passkey.ts';
import { passkeySignInOptions } from './actions/passkey-sign-in-options.ts';
import { passkeySignIn } from './actions/passkey-sign-in.ts';
import { stepUpOptions } from './actions/step-up-options.ts';
import { cancelFactorLoss } from './actions/cancel-factor-loss.ts';
import { decideFactorLoss } from './actions/decide-factor-loss.ts';
import { reportFactorLoss } from './actions/report-factor-loss.ts';
import { answerChallenge } from './actions/answer-challenge.ts';
import { confirmStepUp } from './actions/confirm-step-up.ts';
import { enrollFactor } from './actions/enroll-factor.ts';
import { factors } from './actions/factors.ts';
import { makeRecoveryCodes } from './actions/make-recovery-codes.ts';
import { removeFactor } from './actions/remove-factor.ts';
import { stepUp } from './actions/step-up.ts';

/** Second factors, and what is confirmed with them. */
export const factorActions = (node: Node, deps: AuthDeps) => ({
  ...bind(node, factorContracts, {
    factors: factors(deps),
    enrollFactor: enrollFactor(deps),
    activateFactor: activateFactor(deps),
    removeFactor: removeFactor(deps),
    makeRecoveryCodes: makeRecoveryCodes(deps),
    answerChallenge: answerChallenge(deps),
  }),
  ...bind(node, passkeyContracts, {
    beginPasskey: beginPasskey(deps),
    addPasskey: addPasskey(deps),
    passkeySignInOptions: passkeySignInOptions(deps),
    passkeySignIn: passkeySignIn(deps),
    stepUpOptions: stepUpOptions(deps),
  }),
  ...bind(node, factorLossContracts, {
    reportFactorLoss: reportFactorLoss(deps),
    cancelFactorLoss: cancelFactorLoss(deps),
    decideFactorLoss: decideFactorLoss(deps),
  }),
  ...bind(node, stepUpContracts, { stepUp: stepUp(deps), confirmStepUp: confirmStepUp(deps) }),
});

import type { Database } from '../../../storage/database.ts';
import type { Jobs } from '../../../storage/jobs.ts';
import { FACTORS, secretSealing, type AuthSecrets } from '../sealing.ts';
import type { AuthSettings } from '../settings.ts';
import { relyingPartyOf, type RelyingParty } from './domain/relying-party.ts';
import { challengeStore, type ChallengeStore } from './store/challenges.ts';
import { factorStore, type FactorStore } from './store/factors.ts';
import { lossStore, type LossStore } from './store/losses.ts';
import { passkeyChallengeStore, type PasskeyChallengeStore } from './store/passkey-challenges.ts';
import { passkeyStore, type PasskeyStore } from './store/passkeys.ts';
import { recoveryCodeStore, type RecoveryCodeStore } from './store/recovery-codes.ts';
import { stepUpStore, type StepUpStore } from './store/step-ups.ts';

/** What this room works with. */
export type FactorDeps = {
  store: FactorStore;
  recoveryCodes: RecoveryCodeStore;
  challenges: ChallengeStore;
  passkeys: PasskeyStore;
  passkeyChallenges: PasskeyChallengeStore;
  relyingParty: RelyingParty;
  losses: LossStore;
  stepUps: StepUpStore;
  /** Whether everybody confirms what a contract asks for, also who has no second factor yet. */
  stepUpRequired: boolean;
};

export const factorDeps = (
  { database, jobs }: { database: Database; jobs: Jobs },
  secrets: AuthSecrets,
  { publicUrl, stepUpRequired }: Pick<AuthSettings, 'publicUrl' | 'stepUpRequired'>,
): FactorDeps => ({
  store: factorStore(database, secretSealing(secrets, FACTORS)),
  recoveryCodes: recoveryCodeStore(database),
  challenges: challengeStore(database),
  passkeys: passkeyStore(database),
  passkeyChallenges: passkeyChallengeStore(database),
  relyingParty: relyingPartyOf(publicUrl),
  losses: lossStore({ database, jobs }),
  stepUps: stepUpStore(database),
  stepUpRequired,
});

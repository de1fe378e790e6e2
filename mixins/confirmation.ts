import type { ActionContract } from '../contracts/action.ts';
import { stepUpContracts } from '../contracts/auth/step-up.ts';
import type { Caller } from '../contracts/caller.ts';
import { sha256 } from '../lib/canonical-json.ts';
import { AppError } from '../lib/errors.ts';
import { mayRaiseExposure } from './identity/authorize.ts';
import type { Call } from './call.ts';

/** What a person confirms stands in the parameters, and a repeated request has another key or comes from elsewhere. */
const NOT_CONFIRMED: readonly string[] = ['idempotencyKey', 'password', 'currentPassword', 'newPassword'];

/**
 * Asks the person who calls to confirm what is about to be done with a fresh second factor.
 * @param subject what is shown to a person and does not stand in the parameters, such as the plan that is published
 * @throws AppError STEP_UP_REQUIRED or STEP_UP_INVALID with what is to be confirmed, FACTOR_REQUIRED
 */
export type Confirm = (subject?: object) => Promise<void>;

/**
 * Whether one request was confirmed, for the actions whose contract says that it has to be. Handlers confirm after they
 * have loaded what it is about and before they decide (docs/decisions.md#20-order-of-checks).
 */
export class Confirmation {
  #settled = false;
  readonly #contract: ActionContract;
  readonly #caller: Caller;

  constructor(contract: ActionContract, caller: Caller) {
    this.#contract = contract;
    this.#caller = caller;
  }

  /** Confirms the request: a step-up is good for this action, these parameters, this subject and this session, once. */
  async confirm(
    params: object,
    subject: object,
    { call, token }: { call: Call; token: string | undefined },
  ): Promise<void> {
    const { stepUp: purpose, name, http } = this.#contract;
    if (purpose === 'none') throw new Error(`${name} says that nothing is confirmed for it`);
    // a machine has no second factor: what a person must confirm, no key does alone
    if (this.#caller.kind === 'api-key' && !mayRaiseExposure(this.#caller))
      throw new AppError('PERMISSION_DENIED');
    if (this.#caller.kind === 'user') {
      const left = new Set([...NOT_CONFIRMED, http?.connection]);
      const confirmed = Object.fromEntries(Object.entries(params).filter(([key]) => !left.has(key)));
      const { organizationId: organization } = this.#caller;
      const hash = sha256({ action: name, organization, params: confirmed, subject });
      await call(stepUpContracts.confirmStepUp, { purpose, hash, ...(token === undefined ? {} : { token }) });
    }
    this.#settled = true;
  }

  /** Says that this request needs no confirmation, where the contract's action does only sometimes. */
  waive(): void {
    this.#settled = true;
  }

  /** @throws Error for an action that a person did without the confirmation that its contract asks for */
  requireSettled(): void {
    if (this.#settled || this.#contract.stepUp === 'none' || this.#caller.kind !== 'user') return;
    throw new Error(`${this.#contract.name} was done without the step-up that its contract asks for`);
  }
}

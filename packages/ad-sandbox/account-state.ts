import type { Json, Reply } from './wire.ts';

/** The states of an account that a control call may change, with what each may be. */
export type AccountStates = Record<string, readonly (string | boolean)[]>;

/** Changes states of one account (`{"id": …, "status": …}`) and answers with the account; throws a sentence when it cannot. */
export function setAccount(
  body: Json | undefined,
  accounts: readonly { id: string }[],
  states: AccountStates,
): Reply {
  const { id, ...changes } = body ?? {};
  const account = accounts.find((one) => one.id === id);
  if (account === undefined) throw new Error(`id must be one of ${accounts.map((one) => one.id).join(', ')}`);
  for (const [name, value] of Object.entries(changes)) {
    const known = Object.hasOwn(states, name) ? states[name] : undefined;
    if (known === undefined) throw new Error(`${name} is not known`);
    if (!known.includes(value as string)) throw new Error(`${name} must be one of ${known.join(', ')}`);
  }
  Object.assign(account, changes);
  return { status: 200, body: account };
}

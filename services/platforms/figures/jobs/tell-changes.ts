import { changeContracts } from '../../../../contracts/analytics/changes.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { AdAccountRow } from '../../connections/store/ad-account-rows.ts';
import type { FoundChanges } from '../../port-figures.ts';
import { isOwnChange, type OwnWork } from '../domain/found-change.ts';

const CHANGES_OF_CALL = 200;

/** Hands over what was changed in an account; of which time that is all is said with the last of it. */
export async function tellChanges(
  call: Call,
  { platform, externalId, name, currency }: AdAccountRow,
  { changes, from, until }: FoundChanges,
  work: readonly OwnWork[],
): Promise<void> {
  const account = { externalId, name, currency };
  const told = changes.map(({ isByApi, ...change }) => ({
    ...change,
    isOwn: isOwnChange({ ...change, isByApi }, work),
  }));
  for (let start = 0; start < told.length || start === 0; start += CHANGES_OF_CALL) {
    const isLast = start + CHANGES_OF_CALL >= told.length;
    const known = isLast && until > from ? { from: from.toISOString(), until: until.toISOString() } : null;
    const here = told.slice(start, start + CHANGES_OF_CALL);
    await call(changeContracts.tellChanges, { platform, account, changes: here, known });
  }
}

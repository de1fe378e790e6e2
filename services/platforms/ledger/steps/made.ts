import type { Outcome } from '../domain/protocol.ts';
import { madeWords, type MadePart } from '../domain/written-words.ts';
import type { Attempt } from './attempt.ts';

/** What a step has made until now, in all of its attempts. */
export async function madeBy({
  op,
  connection,
  marker,
  ledger,
  publication,
  written,
}: Attempt): Promise<MadePart> {
  const { verified } = publication;
  const wanted = op.desired === null ? [] : connection.share(op.desired, marker);
  const applied = verified === null ? [] : connection.share(verified, marker);
  const names = new Map([...applied, ...wanted].map(({ key, name }) => [key, name]));
  const own = (await ledger.objects(op)).filter(
    ({ opId, state, externalId }) => opId === op.id && state !== 'planned' && externalId !== null,
  );
  return {
    fields: written.filter((one) => one.opId === op.id && one.answered),
    objects: own.map(({ key, kind, state }) => ({ kind, state, name: names.get(key) ?? key })),
    applied,
    currency: op.desired?.currency ?? verified?.currency ?? '',
    isInDoubt: op.inDoubtSince !== null,
  };
}

/** The end of a change with what was made of it before, where anything was. */
export async function tellMade(attempt: Attempt, outcome: Outcome): Promise<Outcome> {
  if (outcome.end !== 'failed' && outcome.end !== 'needs_review') return outcome;
  const made = await madeBy(attempt);
  if (made.fields.length + made.objects.length === 0) return outcome;
  const { error } = outcome;
  return { ...outcome, error: { ...error, message: `${error.message} ${madeWords(made)}` } };
}

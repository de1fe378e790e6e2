import type { Query, Tx } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';

const WISH = `UPDATE operations SET hurry = true WHERE organization_id = $1 AND id = $2
  AND status IN ('pending', 'running')`;
const END = `UPDATE operations SET hurry = false WHERE organization_id = $1 AND id = $2 AND hurry`;
const HURRIED = statement('SELECT id FROM operations WHERE organization_id = $1 AND id = $2 AND hurry', {
  id: uuid,
});

/** Keeps the wish until it was passed on after a step was handed to platforms: what they do not have yet they cannot hurry. */
export async function wishHurry(
  { execute }: Pick<Tx, 'execute'>,
  organizationId: string,
  id: string,
): Promise<void> {
  await execute(WISH, [organizationId, id]);
}

/** Whether such a wish is kept. */
export async function isHurried(query: Query, organizationId: string, id: string): Promise<boolean> {
  return (await query(HURRIED, [organizationId, id])).length === 1;
}

/** Ends the wish: platforms have it. */
export async function endHurry(
  { execute }: Pick<Tx, 'execute'>,
  organizationId: string,
  id: string,
): Promise<void> {
  await execute(END, [organizationId, id]);
}

import { auditTable } from '../../../storage/policy.ts';

/** Who brought figures in: advice on money rests on them. */
export const up = auditTable('analytics');

export const down = `DROP TABLE audit_events;`;

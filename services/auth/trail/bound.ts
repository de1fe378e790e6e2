import { trailContracts } from '../../../contracts/auth/trail.ts';
import { bind } from '../../../mixins/action.ts';
import type { Node } from '../../../mixins/node.ts';
import type { AuthDeps } from '../deps.ts';
import { appendAuditRows } from './actions/append-audit-rows.ts';
import { auditEvents } from './actions/audit-events.ts';
import { auditHead } from './actions/audit-head.ts';
import { exportAuditEvents } from './actions/export-audit-events.ts';
import { recordRefusals } from './actions/record-refusals.ts';
import { verifyAuditTrail } from './actions/verify-audit-trail.ts';

/** The actions of the audit trail. */
export const trailActions = (node: Node, deps: AuthDeps) =>
  bind(node, trailContracts, {
    appendAuditRows: appendAuditRows(deps),
    recordRefusals: recordRefusals(deps),
    auditEvents: auditEvents(deps),
    exportAuditEvents: exportAuditEvents(deps),
    auditHead: auditHead(deps),
    verifyAuditTrail: verifyAuditTrail(deps),
  });

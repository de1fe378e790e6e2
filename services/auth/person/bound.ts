import { personContracts } from '../../../contracts/auth/person.ts';
import { bind } from '../../../mixins/action.ts';
import type { Node } from '../../../mixins/node.ts';
import type { AuthDeps } from '../deps.ts';
import { erase } from './actions/erase.ts';
import { exportData } from './actions/export.ts';

/** The actions of this room. */
export const personActions = (node: Node, deps: AuthDeps) =>
  bind(node, personContracts, { export: exportData(deps), erase: erase(deps) });

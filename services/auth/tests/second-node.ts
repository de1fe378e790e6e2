import type { Stack } from '../../../tests/support/stack.ts';

/** Settings of another node of a stack: the same databases and keys, a name of its own. */
export function settingsOfStack(stack: Stack, changes: Record<string, string> = {}): Record<string, string> {
  const { variables } = stack;
  return { ...variables, SERVICES: 'auth', NODE_ID: `${variables['NODE_ID']}-b`, ...changes };
}

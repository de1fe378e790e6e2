import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import { AppError } from '../../lib/errors.ts';
import { callFromBroker } from '../../mixins/call.ts';
import type { OperatorCommand } from './command.ts';

/** Command `op <id> --token <access token>`: an operation's state, read as the token's holder. */
export const operation: OperatorCommand = {
  command: 'op <id>',
  description: "An operation's state",
  options: [{ option: '--token <token>', description: 'An access token of a member of its organisation' }],
  async run(broker, { id, options }) {
    const { token } = options;
    if (typeof token !== 'string') {
      return [
        'An operation belongs to an organisation: op <id> --token <access token of one of its members>',
      ];
    }
    try {
      const state = await callFromBroker(broker)(
        publishingContracts.operation,
        { id: String(id) },
        { authorization: `Bearer ${token}` },
      );
      return JSON.stringify(state, null, 2).split('\n');
    } catch (error) {
      if (error instanceof AppError) return [`${error.code}: ${error.message}`];
      throw error;
    }
  },
};

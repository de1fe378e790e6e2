import type { AdObjects } from '../ad-objects.ts';
import { jsonObject, type Reply } from '../wire.ts';
import type { GoogleAccount } from './accounts.ts';
import { applyOperation, type Site } from './apply-operation.ts';
import { Draft } from './draft.ts';
import { adsError, badJsonReply, failureReply, statusReply } from './failure.ts';
import { parseOperations } from './operations.ts';

const OPERATION_LIMIT = 10_000;

export type MutateCall = {
  objects: AdObjects;
  account: GoogleAccount;
  version: string;
  requestId: string;
  who: string;
  now: Date;
  body: string;
};

/** googleAds:mutate: all operations or none; answers only after the ledger holds them. */
export async function mutate(call: MutateCall): Promise<Reply> {
  const { requestId, version } = call;
  const body = jsonObject(call.body);
  if (body === undefined)
    return badJsonReply(requestId, [
      { field: '', description: 'Invalid JSON payload received. Unexpected token.' },
    ]);
  const parsed = parseOperations(body);
  if (parsed.violations.length > 0) return badJsonReply(requestId, parsed.violations);
  if (parsed.unsupported.length > 0)
    return statusReply(requestId, 501, [], `Not simulated: ${parsed.unsupported.join(', ')}`);
  if (body['partialFailure'] === true)
    return statusReply(requestId, 501, [], 'Not simulated: partialFailure');
  const refuse = (code: string, message: string): Reply =>
    failureReply(version, requestId, 400, [adsError(code, message, [{ fieldName: 'mutate_operations' }])]);
  if (parsed.operations.length === 0)
    return refuse('requestError.REQUIRED_FIELD_MISSING', 'Required field is missing.');
  if (parsed.operations.length > OPERATION_LIMIT)
    return refuse('requestError.TOO_MANY_MUTATE_OPERATIONS', 'Too many mutate operations in request.');

  const draft = new Draft(call.objects, call.account.id);
  const site: Site = { account: call.account, draft, now: call.now, errors: [] };
  const answers = parsed.operations.map((operation) => ({
    operation,
    name: applyOperation(operation, site),
  }));
  if (site.errors.length > 0) return failureReply(version, requestId, 400, site.errors);
  const headers = { 'request-id': requestId };
  if (body['validateOnly'] === true) return { status: 200, headers, body: {} };
  await call.objects.commit(call.who, draft.changes);
  const whole = body['responseContentType'] === 'MUTABLE_RESOURCE';
  const mutateOperationResponses = answers.map(({ operation, name }) => {
    const id = name.slice(name.lastIndexOf('/') + 1);
    const resource = whole ? { [operation.kind]: draft.find(operation.kind, id) } : {};
    return { [`${operation.kind}Result`]: { resourceName: name, ...resource } };
  });
  return { status: 200, headers, body: { mutateOperationResponses } };
}

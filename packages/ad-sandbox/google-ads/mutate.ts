import type { AdObjects, Author } from '../ad-objects.ts';
import { jsonObject, type Json, type Reply } from '../wire.ts';
import type { GoogleAccount } from './accounts.ts';
import { applyOperation, type Site } from './apply-operation.ts';
import { Draft } from './draft.ts';
import { adsError, badJsonReply, failureReply, statusReply } from './failure.ts';
import { parseOperations, parseServiceOperations, type OperationKind, type Parsed } from './operations.ts';
import type { KeywordPolicy } from './policies.ts';

const OPERATION_LIMIT = 10_000;

export type MutateCall = {
  objects: AdObjects;
  account: GoogleAccount;
  version: string;
  requestId: string;
  who: string;
  by: Author;
  now: Date;
  body: string;
  policies: readonly KeywordPolicy[];
  reviewMs: number;
  automates: boolean;
};

/** googleAds:mutate: all operations or none; answers only after the ledger holds them. */
export async function mutate(call: MutateCall): Promise<Reply> {
  return perform(call, parseOperations, 'mutate_operations', (done) => ({
    mutateOperationResponses: done.map(({ kind, result }) => ({ [`${kind}Result`]: result })),
  }));
}

/** The mutate of one service, such as campaigns:mutate: the same work with operations of one kind. */
export async function mutateService(call: MutateCall, kind: OperationKind): Promise<Reply> {
  return perform(
    call,
    (body) => parseServiceOperations(body, kind),
    'operations',
    (done) => ({ results: done.map(({ result }) => result) }),
  );
}

type Done = { kind: OperationKind; result: Json };

async function perform(
  call: MutateCall,
  parse: (body: Json) => Parsed,
  list: string,
  answer: (done: Done[]) => Json,
): Promise<Reply> {
  const { requestId, version } = call;
  const body = jsonObject(call.body);
  if (body === undefined)
    return badJsonReply(requestId, [
      { field: '', description: 'Invalid JSON payload received. Unexpected token.' },
    ]);
  const parsed = parse(body);
  if (parsed.violations.length > 0) return badJsonReply(requestId, parsed.violations);
  if (parsed.unsupported.length > 0)
    return statusReply(requestId, 501, [], `Not simulated: ${parsed.unsupported.join(', ')}`);
  if (body['partialFailure'] === true)
    return statusReply(requestId, 501, [], 'Not simulated: partialFailure');
  const refuse = (code: string, message: string): Reply =>
    failureReply(version, requestId, 400, [adsError(code, message, [{ fieldName: list }])]);
  if (parsed.operations.length === 0)
    return refuse('requestError.REQUIRED_FIELD_MISSING', 'Required field is missing.');
  if (parsed.operations.length > OPERATION_LIMIT)
    return refuse('requestError.TOO_MANY_MUTATE_OPERATIONS', 'Too many mutate operations in request.');

  const draft = new Draft(call.objects, call.account.id);
  const { account, now, policies, reviewMs, automates } = call;
  const site: Site = { account, draft, now, policies, reviewMs, automates, errors: [] };
  const names = parsed.operations.map((operation) => applyOperation(operation, site));
  if (site.errors.length > 0) return failureReply(version, requestId, 400, site.errors);
  const headers = { 'request-id': requestId };
  if (body['validateOnly'] === true) return { status: 200, headers, body: {} };
  await call.objects.commit(call.who, draft.changes, call.by);
  const whole = body['responseContentType'] === 'MUTABLE_RESOURCE';
  const done = parsed.operations.map(({ kind }, index) => {
    const name = names[index] ?? '';
    const resource = whole ? { [kind]: draft.named(kind, name) } : {};
    return { kind, result: { resourceName: name, ...resource } };
  });
  return { status: 200, headers, body: answer(done) };
}

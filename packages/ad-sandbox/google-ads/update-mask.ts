import { isObject, type Json } from '../wire.ts';
import type { Field, MessageType } from './field-types.ts';
import { biddingStrategies } from './fields.ts';
import { camel } from './resources.ts';
import type { Ruling } from './rule.ts';

/**
 * The state after an update: exactly the fields the mask names are taken over (absent ones are cleared).
 * Paths may be snake or camel case; unknown, output-only and immutable ones are refused.
 */
export function applyMask(
  before: Json,
  update: Json,
  mask: readonly string[],
  type: MessageType,
  refuse: Ruling['refuse'],
): Json {
  const next = structuredClone(before);
  for (const path of mask) {
    const steps = path.trim().split('.').map(camel);
    const field = fieldAt(type, steps);
    if (field === undefined)
      refuse(
        'fieldMaskError.FIELD_NOT_FOUND',
        'The field mask contained an invalid field.',
        ['updateMask'],
        path,
      );
    else if (steps[0] === 'resourceName') continue;
    else if (field.mark !== undefined)
      refuse('fieldError.IMMUTABLE_FIELD', 'The field cannot be modified.', steps, path);
    else if (typeof field.type === 'object' && 'message' in field.type)
      refuse(
        'fieldMaskError.FIELD_HAS_SUBFIELDS',
        'The field mask updated a field with subfields: name the subfields instead.',
        ['updateMask'],
        path,
      );
    else take(next, update, steps);
  }
  return next;
}

function fieldAt(type: MessageType, steps: readonly string[]): Field | undefined {
  const [first = '', ...rest] = steps;
  const field = Object.hasOwn(type, first) ? type[first] : undefined;
  if (field === undefined || rest.length === 0) return field;
  if (typeof field.type !== 'object' || !('message' in field.type)) return undefined;
  const inner = fieldAt(field.type.message, rest);
  return inner !== undefined && field.mark !== undefined ? field : inner;
}

function take(next: Json, update: Json, steps: readonly string[]): void {
  const [first = ''] = steps;
  if (biddingStrategies.includes(first))
    for (const other of biddingStrategies) if (other !== first) delete next[other];
  let target = next;
  let source: unknown = update;
  for (const step of steps.slice(0, -1)) {
    const child: Json = isObject(target[step]) ? target[step] : {};
    target[step] = child;
    target = child;
    source = isObject(source) ? source[step] : undefined;
  }
  const last = steps.at(-1) ?? '';
  const value = isObject(source) ? source[last] : undefined;
  if (value === undefined) delete target[last];
  else target[last] = value;
}

import type { Json } from '../wire.ts';
import type { Draft } from './draft.ts';
import { hasDouble, requireFields, type Ruling } from './rule.ts';

const COLOR = /^#[0-9a-fA-F]{6}$/;

/** Labels: a name that no other label has, and a colour. */
export function labelRules(ruling: Ruling): void {
  const { next, refuse, draft } = ruling;
  requireFields(ruling, ['name']);
  const { name, textLabel } = next;
  if (typeof name === 'string' && [...name].length > 80)
    refuse('labelError.INVALID_LABEL_NAME', 'Label name is not valid.', ['name'], name);
  if (name !== undefined && hasDouble(draft.living('label'), ruling, 'name'))
    refuse('labelError.DUPLICATE_NAME', 'Label names must be unique.', ['name'], name);
  const color = (textLabel as { backgroundColor?: unknown } | undefined)?.backgroundColor;
  if (typeof color === 'string' && !COLOR.test(color))
    refuse(
      'fieldError.INVALID_VALUE',
      "The field's value is invalid.",
      ['textLabel', 'backgroundColor'],
      color,
    );
}

/** Replaces the name of the label that is put on something, also a temporary one, by its lasting name. */
export function bindLabel(fields: Json, draft: Draft, refuse: Ruling['refuse']): void {
  const found = draft.resolve(fields['label'], 'label');
  if (found === undefined)
    refuse('mutateError.RESOURCE_NOT_FOUND', 'Resource was not found.', ['label'], fields['label']);
  else if (found.fields['status'] === 'REMOVED')
    refuse('labelError.CANNOT_APPLY_INACTIVE_LABEL', 'An inactive label cannot be applied.', ['label']);
  else fields['label'] = draft.nameOf('label', found.id);
}

/** A label that is removed is taken off everything that it was put on. */
export function takeOff(label: string, draft: Draft): void {
  for (const kind of ['campaignLabel', 'adGroupLabel'] as const)
    for (const link of draft.living(kind))
      if (link['label'] === label) draft.drop(kind, String(link['resourceName']).split('/').at(-1) ?? '');
}

import { message, of, oneOf, type MessageType } from './field-types.ts';

/** The fields of labels, and of a label that is put on something. */
const text = of('string');
const name = of('string', '=');

export const label: MessageType = {
  resourceName: name,
  id: of('int64', '!'),
  name: text,
  status: of(oneOf('ENABLED', 'REMOVED'), '!'),
  textLabel: of(message({ backgroundColor: text, description: text })),
};

export const campaignLabel: MessageType = {
  resourceName: name,
  campaign: of('string', '='),
  label: of('string', '='),
};

export const adGroupLabel: MessageType = {
  resourceName: name,
  adGroup: of('string', '='),
  label: of('string', '='),
};

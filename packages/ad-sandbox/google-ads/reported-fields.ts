import { message, of, type MessageType } from './field-types.ts';

/** The fields of what can only be read, from the public message definitions. */
const name = of('string', '=');

export const customer: MessageType = {
  resourceName: name,
  id: of('int64', '!'),
  descriptiveName: of('string', '!'),
  currencyCode: of('string', '!'),
  timeZone: of('string', '!'),
  manager: of('bool', '!'),
  testAccount: of('bool', '!'),
  status: of('string', '!'),
};

export const customerClient: MessageType = {
  resourceName: name,
  clientCustomer: of('string', '!'),
  hidden: of('bool', '!'),
  level: of('int64', '!'),
  timeZone: of('string', '!'),
  testAccount: of('bool', '!'),
  manager: of('bool', '!'),
  descriptiveName: of('string', '!'),
  currencyCode: of('string', '!'),
  id: of('int64', '!'),
  status: of('string', '!'),
};

export const changeEvent: MessageType = {
  resourceName: name,
  changeDateTime: of('date', '!'),
  changeResourceType: of('string', '!'),
  changeResourceName: of('string', '!'),
  clientType: of('string', '!'),
  userEmail: of('string', '!'),
  oldResource: of(message({}), '!'),
  newResource: of(message({}), '!'),
  resourceChangeOperation: of('string', '!'),
  changedFields: of('string', '!'),
  campaign: of('string', '!'),
  adGroup: of('string', '!'),
};

import type { AdObject } from '@sip/ad-sandbox/ad-objects';

/** The body of one `POST /_simulator/edit` (docs/simulators.md). */
export type Order = object;
/** What a person does one after the other, each as the page shows it by then. */
export type Step = (all: readonly AdObject[]) => Order[];

/** The ad group that a person makes; where a cell has that edit, the version wants one of this name. */
export const GROUP_OF_SOMEBODY = 'Enterprise';
/** What nobody approved: an ad of a person leads here. */
export const PAGE_OF_SOMEBODY = 'https://elsewhere.example.net/';

/** What the platform holds of a kind whose name begins with `name`. */
export const named = (all: readonly AdObject[], kind: string, name: string): AdObject[] =>
  all.filter((object) => object.kind === kind && String(object.fields['name']).startsWith(name));

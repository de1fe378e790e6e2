/** Kinds of objects of which a platform says whether they can serve. */
export const DELIVERY_KINDS: readonly string[] = ['campaign', 'ad-group', 'ad', 'keyword'];

import type { LiveRow } from './live-children.ts';

/**
 * Something that Google, or a person in its pages, would decide: where ads are shown, to whom, with which texts, and to which
 * page people are sent. This product decides it, sends it where there is a word for it, and compares it whenever it reads.
 */
export type Choice = {
  /** Its path in the model, below the object that it belongs to: `settings.people`. */
  path: string;
  /** Its path in the object as Google writes it: `networkSettings.targetSearchNetwork`. */
  field: string;
  /** What is approved, in the model's terms; null and an empty list are nothing at all. */
  wanted: unknown;
  /** What Google means when an answer leaves the field out. */
  unsaid: unknown;
  /** What is found in the model's terms, where that is not the value itself. */
  read?: (value: unknown) => unknown;
  /** Whether what is found there has any effect, as the row shows it; where it has none, it is left as it is found and not told. */
  counts?: (row: LiveRow) => boolean;
  /** The value to send, from what is found in the model's terms; undefined clears the field. */
  write?: (found: unknown) => unknown;
};

import type { DeliveryState } from '../contracts/delivery.ts';

/**
 * Which state holds when several are said of one thing: what certainly keeps it from being shown comes before what is not known,
 * and that before what lets it be shown, so that nothing unknown is taken for serving.
 */
const ORDER: readonly DeliveryState[] = [
  'disapproved',
  'held',
  'not_serving',
  'in_review',
  'unknown',
  'limited',
  'serving',
];

/** The state that holds among several; `unknown` when nothing is said. */
export function strongest(states: readonly DeliveryState[]): DeliveryState {
  return ORDER.find((state) => states.includes(state)) ?? 'unknown';
}

/** Whether something in this state is shown to somebody, or may be. */
export const canServe = (state: DeliveryState): boolean => state === 'serving' || state === 'limited';

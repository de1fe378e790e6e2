import type { Outcome } from './protocol.ts';

/** Ends a step on a campaign that was removed on the platform, as a search has confirmed. */
export function goneOutcome(): Outcome {
  const message = 'The campaign was removed on the platform. It can be published anew.';
  return { end: 'needs_review', error: { code: 'PLATFORM_OBJECT_GONE', message } };
}

/** Asks for a review when the platform differs from what was approved; null when it does not differ. */
export function mismatchOutcome(
  mismatches: readonly { path: string; wanted: unknown; found: unknown }[],
): Outcome | null {
  if (mismatches.length === 0) return null;
  const differences = mismatches
    .slice(0, 5)
    .map(({ path, wanted, found }) => `${path}: wanted ${show(wanted)}, found ${show(found)}`)
    .join('; ');
  const more = mismatches.length > 5 ? ` (and ${mismatches.length - 5} more)` : '';
  return {
    end: 'needs_review',
    error: {
      code: 'PLATFORM_MISMATCH',
      message: `The platform holds something else: ${differences}${more}.`,
    },
  };
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}

import { PLATFORM_NAMES } from '../../../rules/words.ts';
import { VendorFailure } from '../port.ts';

const VENDOR = `${PLATFORM_NAMES['linkedin-ads']}: `;

/**
 * Runs a write of one object, and lets its refusal begin with the object's name: LinkedIn names a field, and a person looks for an
 * ad. @throws VendorFailure
 */
export async function named<Result>(what: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'refused') throw error;
    const { kind, code, message, ...detail } = error;
    const said = message.startsWith(VENDOR) ? message.slice(VENDOR.length) : message;
    throw new VendorFailure(kind, code, `${VENDOR}${what}: ${said}`, { ...detail, cause: error });
  }
}

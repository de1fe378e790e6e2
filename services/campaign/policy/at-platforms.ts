import { AppError } from '../../../lib/errors.ts';

/** What platforms answers. @throws AppError PLATFORM_UNAVAILABLE when it does not: then nothing is known of what was refused */
export async function atPlatforms<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AppError) || error.status < 500) throw error;
    throw new AppError('PLATFORM_UNAVAILABLE', {}, error);
  }
}

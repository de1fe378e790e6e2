import type { Platform } from '../../contracts/values.ts';
import type { Sandbox } from '../support/sandbox.ts';
import { googleEdit } from './google-edits.ts';
import { linkedInEdit } from './linkedin-edits.ts';
import { PERSON, type Edit } from './seen.ts';

/**
 * Edits a campaign as a person does in the platform's own page: nothing of the product takes part. False when there was
 * nothing to edit. @throws Error when the page refuses
 */
export async function editOutside(
  sandbox: Sandbox,
  platform: Platform,
  name: string,
  edit: Edit,
): Promise<boolean> {
  const { url, objects } = platform === 'google-ads' ? sandbox.google : sandbox.linkedin;
  let done = 0;
  for (const step of platform === 'google-ads' ? googleEdit(name, edit) : linkedInEdit(name, edit))
    for (const order of step(objects.all())) {
      const body = JSON.stringify({ ...order, person: PERSON });
      const answer = await fetch(`${url}/_simulator/edit`, { method: 'POST', body });
      if (!answer.ok) throw new Error(`${platform} did not take ${body}: ${await answer.text()}`);
      done += 1;
    }
  return done > 0;
}

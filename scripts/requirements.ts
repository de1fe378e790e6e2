import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { requirementsDocument } from '../tests/requirements/table.ts';

/** npm run requirements: writes docs/security-requirements.md; a test fails when it differs from tests/requirements/shown.ts. */
const path = join(import.meta.dirname, '../docs/security-requirements.md');
const options = { ...(await resolveConfig(path)), filepath: path };
await writeFile(path, await format(requirementsDocument(), options));

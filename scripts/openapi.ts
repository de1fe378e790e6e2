import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { API_VERSION } from '../services/gateway/gateway.service.ts';
import { describeApi } from '../services/gateway/docs/openapi.ts';

/** npm run openapi: writes docs/openapi.json; a test fails when it differs from the contracts. */
await writeFile(
  join(import.meta.dirname, '../docs/openapi.json'),
  `${JSON.stringify(describeApi(API_VERSION), null, 2)}\n`,
);

import { generateServiceKeys } from '../mixins/identity/service-keys.ts';

/**
 * Prints new keys of all services as settings. Each node needs the public ones and the secret ones of the services that
 * it runs; SERVICE_KEYS of all together is for a node that runs everything. Nothing is stored.
 */
const keys = generateServiceKeys();
console.log('# Public keys of every service, for every node:');
console.log(`SERVICE_PUBLIC_KEYS=${keys.public}`);
console.log('\n# Secret, for a node that runs every service:');
console.log(`SERVICE_KEYS=${keys.all}`);
console.log('\n# Secret, for a node that runs one service:');
for (const [service, key] of Object.entries(keys.perService))
  console.log(`# ${service}: SERVICE_KEYS=${key}`);

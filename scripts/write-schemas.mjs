// Writes the published schema of the configuration from the one in the code. Run after `npm run build`.
import { writeFileSync } from 'node:fs';
import { ConfigSchema } from '../dist/agent/config/schema.js';

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...JSON.parse(JSON.stringify(ConfigSchema)),
};
writeFileSync(
  new URL('../schemas/config.schema.json', import.meta.url),
  `${JSON.stringify(schema, null, 2)}\n`,
);

// Writes the published schemas that are made from the code: of the configuration, and of behaviours. Run after `npm run build`.
import { writeFileSync } from 'node:fs';
import { ConfigSchema } from '../dist/agent/config/schema.js';
import { behaviourSchema } from '../dist/agent/detect/behaviour/declaration/behaviour-schema.js';

function write(name, schema) {
  writeFileSync(new URL(`../schemas/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}

write('config.schema.json', {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...JSON.parse(JSON.stringify(ConfigSchema)),
});
write('behaviour.schema.json', behaviourSchema());

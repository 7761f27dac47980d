// Writes what is shipped as a CycloneDX list, from the lock file alone: the same lock file gives the same bytes.
//   node scripts/write-sbom.mjs [file]        standard output without a file
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shippedPackages } from './shipped-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const npm = spawnSync(
  'npm',
  ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'],
  { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
if (npm.status !== 0) {
  process.stderr.write(`npm sbom failed: ${npm.stderr}\n`);
  process.exit(1);
}

// npm's own `--omit=dev` drops what development needs too, such as a package that both we and the test runner use.
const isShipped = new Set(shippedPackages().map(({ name, version }) => `${name}@${version}`));
const { serialNumber: _serial, ...list } = JSON.parse(npm.stdout);
const { timestamp: _time, tools: _tools, ...metadata } = list.metadata;
// npm names it after the folder that it lies in.
const component = { ...metadata.component, name: metadata.component['bom-ref'].replace(/@[^@]*$/, '') };
const text = `${JSON.stringify(
  {
    ...list,
    metadata: { ...metadata, component },
    components: list.components
      .filter((one) => isShipped.has(one['bom-ref']))
      .map(withoutPlace)
      .sort(byRef('bom-ref')),
    dependencies: list.dependencies
      .filter(({ ref }) => isShipped.has(ref) || ref === component['bom-ref'])
      .map(({ ref, dependsOn = [] }) => ({
        ref,
        dependsOn: dependsOn.filter((one) => isShipped.has(one)).sort(),
      }))
      .sort(byRef('ref')),
  },
  null,
  2,
)}\n`;
const [file] = process.argv.slice(2);
if (file === undefined) process.stdout.write(text);
else writeFileSync(file, text);

/** Where a package was fetched from says something of the machine, and nothing of the package: its hash does. */
function withoutPlace({ externalReferences = [], ...component }) {
  const kept = externalReferences.filter((one) => one.type !== 'distribution');
  return kept.length === 0 ? component : { ...component, externalReferences: kept };
}

function byRef(key) {
  return (left, right) => (left[key] < right[key] ? -1 : Number(left[key] > right[key]));
}

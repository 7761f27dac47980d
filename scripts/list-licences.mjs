// Lists the licence of everything that is shipped, and ends with 1 where one is not on the list below.
//   node scripts/list-licences.mjs [--json] [lock file]
import { shippedPackages } from './shipped-packages.mjs';

/** Those that ask for no more than to be named. A new one is a decision of a person. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
]);

const args = process.argv.slice(2);
const shipped = shippedPackages(args.find((arg) => !arg.startsWith('--')));
const refused = shipped.filter(({ licence }) => !isAllowed(licence));

if (args.includes('--json')) {
  process.stdout.write(`${JSON.stringify(shipped, null, 2)}\n`);
} else {
  for (const { name, version, licence } of shipped) process.stdout.write(`${licence}\t${name}@${version}\n`);
}
for (const { name, version, licence } of refused) {
  process.stderr.write(
    `${name}@${version}: the licence "${licence}" is not on the list of scripts/list-licences.mjs; read it, then allow it there or take another package\n`,
  );
}
process.exitCode = refused.length === 0 ? 0 : 1;

/** Of an expression as SPDX writes it, in whatever case: one side of `OR`, both of `AND`. One with inner brackets is left to a person. */
function isAllowed(expression) {
  const bare = expression.replace(/^\(([^()]*)\)$/, '$1');
  if (/ or /i.test(bare)) return bare.split(/ or /i).some(isAllowed);
  if (/ and /i.test(bare)) return bare.split(/ and /i).every(isAllowed);
  return ALLOWED.has(bare);
}

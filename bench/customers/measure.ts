import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildRegister, REGISTER_FILE } from '../../agent/assess/customers/register/build-register.js';
import { openRegister } from '../../agent/assess/customers/register/open-register.js';
import type { CustomerIndex } from '../../agent/model/customer-index.js';
import { openReadable, replaceWhole } from '../../agent/runtime/positioned-files.js';
import { customerOf, writeList } from './list.js';

const LOOK_UPS = 200_000;

/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly value: string;
}

/** Builds and asks an index of so many customers in a folder. */
export async function measure(folder: string, customers: number): Promise<readonly Figure[]> {
  const [list, index] = [join(folder, 'customers.csv'), join(folder, 'customers.idx')];
  writeList(list, customers);
  const key = randomBytes(32);
  const before = process.resourceUsage().maxRSS;
  const started = performance.now();
  const cpu = process.cpuUsage();
  const built = await replaceWhole(index, REGISTER_FILE, (files) =>
    buildRegister(
      {
        file: list,
        list: openReadable(list),
        key,
        salt: randomBytes(32),
        onProblem: throwProblem,
        onProgress: () => {},
      },
      files,
    ),
  );
  const buildMs = performance.now() - started;
  const used = process.cpuUsage(cpu);
  const peak = process.resourceUsage().maxRSS;
  const opening = performance.now();
  const register = openRegister(openReadable(index), key);
  const openMs = performance.now() - opening;
  return [
    { name: 'customers', value: built.customers.toLocaleString('en-US') },
    { name: 'identifiers', value: built.identifiers.toLocaleString('en-US') },
    { name: 'list, MB', value: megabytes(statSync(list).size) },
    { name: 'index, MB', value: megabytes(statSync(index).size) },
    {
      name: 'build, s (s of processor time)',
      value: `${(buildMs / 1000).toFixed(1)} (${((used.user + used.system) / 1_000_000).toFixed(1)})`,
    },
    {
      name: 'most memory of the process, MB (before the build)',
      value: `${megabytes(peak * 1024)} (${megabytes(before * 1024)})`,
    },
    { name: 'open, ms', value: openMs.toFixed(0) },
    { name: 'filter and fences in memory, MB', value: megabytes(inMemory(register.facts.sections)) },
    {
      name: 'look-ups of customers, per s',
      value: rate(register, (n) => customerOf(mix(n) % customers).account),
    },
    { name: 'look-ups of strangers, per s', value: rate(register, (n) => String(99_999_999 - n)) },
  ];
}

function throwProblem(problem: object): never {
  throw new Error(`the list has a mistake: ${JSON.stringify(problem)}`);
}

function inMemory({ filter, fences }: { filter: { bytes: number }; fences: { bytes: number } }): number {
  return filter.bytes + (fences.bytes / 6) * 8;
}

function mix(number: number): number {
  return (number * 40_503) % 2 ** 31;
}

function rate(index: CustomerIndex, accountOf: (number: number) => string): string {
  const accounts = Array.from({ length: LOOK_UPS }, (_, number) => accountOf(number));
  const started = performance.now();
  let found = 0;
  for (const account of accounts) found += index.candidates('account-number', account).length;
  const seconds = (performance.now() - started) / 1000;
  return `${Math.round(LOOK_UPS / seconds).toLocaleString('en-US')} (${found.toLocaleString('en-US')} found)`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

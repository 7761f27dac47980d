import {
  type BuiltRegister,
  buildRegister,
  REGISTER_FILE,
} from '../../assess/customers/register/build-register.js';
import { SALT_BYTES } from '../../assess/customers/register/register-keys.js';
import type { Config } from '../../config.js';
import { InputError } from '../../model/errors.js';
import type { ReadableFile } from '../../model/positioned-file.js';
import { removeTree } from '../../runtime/files.js';
import { randomKey } from '../../runtime/ids.js';
import { openReadable, replaceWhole } from '../../runtime/positioned-files.js';
import { ProblemList, type ProblemSummary } from './problem-list.js';

/** What `customers index` did. */
export interface IndexedCustomers {
  readonly customers: number;
  readonly identifiers: number;
  readonly version: string;
  readonly index: string;
  readonly columns: {
    readonly used: readonly string[];
    readonly absent: readonly string[];
    readonly ignored: readonly string[];
  };
  readonly problems: ProblemSummary;
}

/**
 * Builds the index of the company's list and puts it in the place of the old one, whole or not at all. Raises
 * `InputError` when the list, the key or the place for the index is missing, or when nothing of the list can be used.
 */
export async function indexCustomers(
  file: string,
  config: Config,
  onProgress: (rows: number) => void,
): Promise<IndexedCustomers> {
  const { index, key } = settingsOf(config);
  const list = openList(file);
  const problems = new ProblemList(`${index}.problems.csv`);
  removeTree(`${index}.problems.csv`);
  try {
    const built = await replaceWhole(index, REGISTER_FILE, async (files) => {
      const result = await buildRegister(
        {
          file,
          list,
          key,
          salt: randomKey().subarray(0, SALT_BYTES),
          onProblem: (one) => problems.add(one),
          onProgress,
        },
        files,
      );
      if (result.customers === 0) throw nothingUsable(file, problems.end());
      return result;
    });
    return resultOf(built, index, problems.end());
  } finally {
    list.close();
  }
}

function resultOf(built: BuiltRegister, index: string, problems: ProblemSummary): IndexedCustomers {
  const { customers, identifiers, version, columns } = built;
  const { absent, ignored, places } = columns;
  return {
    customers,
    identifiers,
    version,
    index,
    columns: { used: [...places.keys()], absent, ignored },
    problems,
  };
}

function settingsOf({ file, exposure }: Config): { readonly index: string; readonly key: Uint8Array } {
  const { customerIndex: index, customerKey: key } = exposure;
  if (index !== null && key !== null) return { index, key };
  const messages = [
    ...(index === null ? ['exposure.customers.index is missing: say where the index is to lie'] : []),
    ...(key === null
      ? [
          'exposure.customers.key is missing: {"env": "NAME"}, {"file": "path"} or {"command": ["program", "argument"]}',
        ]
      : []),
  ];
  throw new InputError(messages.map((message) => ({ file, line: null, column: null, message })));
}

function openList(file: string): ReadableFile {
  try {
    return openReadable(file);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? 'unreadable';
    const message = `cannot be read (${code}); name a CSV file of customers`;
    throw new InputError([{ file, line: null, column: null, message }]);
  }
}

function nothingUsable(file: string, { byReason }: ProblemSummary): InputError {
  const most = byReason[0];
  const why = most === undefined ? 'it has no row' : `${most.column} ${most.reason} (${most.count} times)`;
  const message = `no row can be used: ${why}; an index that was there stays as it is`;
  return new InputError([{ file, line: null, column: null, message }]);
}

import { buildRegister, REGISTER_FILE } from '../../../../agent/assess/customers/register/build-register.js';
import type { RowProblem } from '../../../../agent/assess/customers/register/customer-row.js';
import {
  type OpenRegister,
  openRegister,
} from '../../../../agent/assess/customers/register/open-register.js';
import { memoryFile, memoryFiles } from './memory-files.js';

export const KEY = Buffer.from('a key that is long enough for a test');

export interface MadeRegister {
  readonly bytes: Buffer;
  readonly customers: number;
  readonly identifiers: number;
  readonly version: string;
  readonly problems: readonly RowProblem[];
}

/** The index of a list in memory. */
export async function makeRegister(csv: string | Buffer, runEntries = 1000): Promise<MadeRegister> {
  const files = memoryFiles();
  const problems: RowProblem[] = [];
  const built = await buildRegister(
    {
      file: 'customers.csv',
      list: memoryFile(Buffer.from(csv)),
      key: KEY,
      salt: Buffer.alloc(32, 7),
      runEntries,
      onProblem: (problem) => problems.push(problem),
      onProgress: () => {},
    },
    files,
  );
  const { customers, identifiers, version } = built;
  return {
    bytes: files.files.get(REGISTER_FILE) ?? Buffer.alloc(0),
    customers,
    identifiers,
    version,
    problems,
  };
}

export async function openMade(csv: string): Promise<OpenRegister> {
  return openRegister(memoryFile((await makeRegister(csv)).bytes), KEY);
}

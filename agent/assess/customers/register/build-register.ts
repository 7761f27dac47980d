import type { ReadableFile, Workspace } from '../../../model/positioned-file.js';
import type { ColumnPlan } from './customer-columns.js';
import { readCustomerList } from './customer-list.js';
import { encodeRecord } from './customer-record.js';
import type { CustomerRow, RowProblem } from './customer-row.js';
import { EntrySorter } from './entry-sorter.js';
import { encodeHeader, HEADER_BYTES } from './register-header.js';
import { RegisterKeys } from './register-keys.js';
import { BLOCK_BYTES, SectionWriter } from './sealed-section.js';
import { writeEntries } from './write-entries.js';

/** The name that the finished file has in the workspace. */
export const REGISTER_FILE = 'register';

export interface BuildInput {
  /** How messages call the list. */
  readonly file: string;
  readonly list: ReadableFile;
  readonly key: Uint8Array;
  /** 32 random bytes, of this build alone. */
  readonly salt: Uint8Array;
  /** Entries sorted at once; bounds the memory. */
  readonly runEntries?: number;
  onProblem(problem: RowProblem): void;
  onProgress(rows: number): void;
}

/** What was built. */
export interface BuiltRegister {
  readonly customers: number;
  readonly identifiers: number;
  readonly version: string;
  readonly columns: ColumnPlan;
}

/**
 * Builds the index of a list under `REGISTER_FILE` of the workspace. Memory does not grow with the list, apart from one
 * fence per 185 entries. Raises `InputError` for a list that cannot be used, and Node's own errors of files.
 */
export async function buildRegister(input: BuildInput, files: Workspace): Promise<BuiltRegister> {
  const keys = new RegisterKeys(input.key);
  const sealKey = keys.sealKey(input.salt);
  const output = files.create(REGISTER_FILE);
  output.append(new Uint8Array(HEADER_BYTES));
  const records = new SectionWriter(output, sealKey, 'customers');
  const sorter = new EntrySorter(files, input.runEntries);
  const listed = await takeRows(input, keys, records, sorter);
  records.flush();
  const entries = writeEntries({
    output,
    files,
    sealKey,
    sorter,
    offset: HEADER_BYTES + blockBytes(records),
  });
  const { customers, identifiers, sections } = entries;
  const own = { offset: HEADER_BYTES, blocks: records.blocks, bytes: records.position };
  const facts = {
    version: listed.version,
    customers,
    identifiers,
    sections: { ...sections, customers: own },
  };
  output.writeAt(0, encodeHeader(facts, input.salt, keys));
  output.close();
  return { customers, identifiers, version: listed.version, columns: listed.columns };
}

/** Bytes that a section takes in the file. */
function blockBytes({ blocks }: SectionWriter): number {
  return blocks * BLOCK_BYTES;
}

const PROGRESS_ROWS = 100_000;

async function takeRows(
  input: BuildInput,
  keys: RegisterKeys,
  records: SectionWriter,
  sorter: EntrySorter,
): Promise<{ readonly version: string; readonly columns: ColumnPlan }> {
  const versionHash = keys.versionHash();
  let columns: ColumnPlan = { places: new Map(), absent: [], ignored: [] };
  let rows = 0;
  for await (const { row, problems } of readCustomerList(input.file, input.list, (plan) => {
    columns = plan;
  })) {
    for (const problem of problems) input.onProblem(problem);
    if (row !== null) {
      versionHash.update(JSON.stringify(row));
      takeRow(row, keys, records, sorter);
    }
    rows += 1;
    if (rows % PROGRESS_ROWS === 0) input.onProgress(rows);
  }
  return { version: versionHash.digest('hex').slice(0, 16), columns };
}

function takeRow(row: CustomerRow, keys: RegisterKeys, records: SectionWriter, sorter: EntrySorter): void {
  const customer = records.position;
  records.write(encodeRecord(row.reference, row.name, customer, keys));
  sorter.add({ hash: keys.hash('reference', row.reference), customer, kind: 'reference' });
  for (const { class: kind, value } of row.values)
    sorter.add({ hash: keys.hash(kind, value), customer, kind });
}

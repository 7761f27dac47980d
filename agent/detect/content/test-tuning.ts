import type { InputIssue } from '../../model/errors.js';
import type { Tuning } from '../../model/tuning.js';
import { parseTuning } from '../tuning/parse-tuning.js';
import type { ContentFile } from './content-file.js';
import type { RuleTestFile } from './read-rule-test.js';

/** A test file, and the tuning that holds for its cases. */
export interface TunedTest extends RuleTestFile {
  /** Null: that of the directory. */
  readonly tuning: Tuning | null;
}

/** Lays the tuning that test files give over that of the directory, for each of them alone. `behaviours` are those that hold. */
export function tuneTests(
  tests: readonly RuleTestFile[],
  tuningFiles: readonly ContentFile[],
  behaviours: Tuning['behaviours'],
): { readonly tests: readonly TunedTest[]; readonly errors: readonly InputIssue[] } {
  const errors: InputIssue[] = [];
  const tuned = tests.map((test): TunedTest => {
    const own = test.account?.tuning ?? null;
    if (own === null) return { ...test, tuning: null };
    // JSON is YAML; the places of mistakes in it are lost with the text.
    const given = { file: test.file, text: JSON.stringify({ tuning: own }) };
    const read = parseTuning([...tuningFiles, given]);
    for (const { file, message } of read.errors)
      if (file === test.file) errors.push({ file, line: test.tuningLine, column: null, message });
    return { ...test, tuning: { ...read.tuning, behaviours } };
  });
  return { tests: tuned, errors };
}

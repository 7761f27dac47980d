import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../agent/assess/classify/settings.js';
import { classifyFile } from '../../agent/assess/classify-file.js';
import type { DataClass } from '../../agent/model/exposure.js';

const SAMPLES = process.env.MAILWARDEN_SAMPLES;
const REASON = SAMPLES === undefined ? ' (skipped: MAILWARDEN_SAMPLES is not set)' : '';

/** Recognisers of the sample set whose class we have, and the least share of their hits that we must find. */
const RECOGNISERS: readonly { readonly file: string; readonly class: DataClass; readonly recall: number }[] =
  [
    { file: 'test_iban_recognizer.py', class: 'bank-account', recall: 1 },
    { file: 'test_credit_card_recognizer.py', class: 'card', recall: 0.9 },
    { file: 'test_email_recognizer.py', class: 'customer-email', recall: 1 },
    // The rest are numbers of other regions without a country code.
    { file: 'test_phone_recognizer.py', class: 'phone', recall: 0.7 },
    // The rest are bare digits without a word, which prove nothing.
    { file: 'test_us_ssn_recognizer.py', class: 'ssn', recall: 0.6 },
  ];

interface SampleCase {
  readonly file: string;
  readonly params: { readonly text?: string; readonly iban?: string; readonly expected_len: number };
}

function sampleCases(folder: string): readonly SampleCase[] {
  const lines = readFileSync(join(folder, 'presidio_recognizer_tests', 'cases.jsonl'), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.includes('$expr')).map((line) => JSON.parse(line));
}

describe.skipIf(SAMPLES === undefined)(`recogniser cases of others${REASON}`, () => {
  it.each(RECOGNISERS)(
    '$file: no false hit, enough true ones',
    async ({ file, class: dataClass, recall }) => {
      const cases = sampleCases(SAMPLES ?? '').filter((each) => each.file === file);
      const counted: { text: string; wanted: number; found: number }[] = [];
      for (const { params } of cases) {
        const text = params.text ?? params.iban ?? '';
        const { items } = await classifyFile(Buffer.from(text), '', DEFAULT_SETTINGS);
        const found = items.filter((item) => item.class === dataClass).length;
        counted.push({ text, wanted: params.expected_len, found });
      }
      expect(counted.filter(({ wanted, found }) => wanted === 0 && found > 0)).toEqual([]);
      const positive = counted.filter(({ wanted }) => wanted > 0);
      const right = positive.filter(({ wanted, found }) => wanted === found);
      expect(right.length / positive.length).toBeGreaterThanOrEqual(recall);
    },
  );
});

describe.skipIf(SAMPLES === undefined)(`mails of others${REASON}`, () => {
  it.each(['mikel_mail', 'stalwart_mail_parser'])(
    '%s: every mail is read or refused with a reason',
    async (folder) => {
      const files = readdirSync(join(SAMPLES ?? '', folder), { recursive: true, withFileTypes: true });
      const mails = files.filter((entry) => entry.isFile() && entry.name.endsWith('.eml'));
      expect(mails.length).toBeGreaterThan(0);
      for (const entry of mails) {
        const result = await classifyFile(
          readFileSync(join(entry.parentPath, entry.name)),
          entry.name,
          DEFAULT_SETTINGS,
        );
        for (const { reason } of result.unread) expect(reason).not.toBe('');
      }
    },
  );
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_TUNING, parseTuning } from '../../../agent/detect/tuning/parse-tuning.js';

function read(...texts: readonly string[]) {
  return parseTuning(
    texts.map((text, at) => ({
      file: `${at}.yml`,
      text: `tuning:\n  thresholds:\n    customerData:\n${text}`,
    })),
  );
}

describe('thresholds of mailboxes with customers’ data', () => {
  it('are those of the product where no file says otherwise', () => {
    expect(read('      plan: { contain: -100 }').tuning.heldData).toEqual({
      ...DEFAULT_TUNING.heldData,
      plan: { least: 1, open: 0, contain: -100 },
    });
  });

  it('are set value by value, a later file over an earlier one', () => {
    const { tuning, errors } = read(
      '      sensitive: { least: 5, contain: -2000 }',
      '      sensitive: { contain: 0 }',
    );
    expect(errors).toEqual([]);
    expect(tuning.heldData.sensitive).toEqual({ least: 5, open: -500, contain: 0 });
  });

  it.each([
    {
      name: 'what would make a mailbox with such data less watched',
      text: '      sensitive: { contain: 500 }',
      line: 4,
      says: 'thresholds.customerData.sensitive.contain must be a whole number from -100000 to 0',
    },
    { name: 'no customer at all', text: '      account: { least: 0 }', line: 4, says: 'least must be' },
    { name: 'an unknown class', text: '      cards: { contain: -5 }', line: 4, says: 'did you mean "card"?' },
    { name: 'a number alone', text: '      account: -500', line: 4, says: 'must be a map with keys of' },
  ])('refuse $name, with its line', ({ text, line, says }) => {
    const { errors } = read(text);
    expect(errors).toEqual([expect.objectContaining({ file: '0.yml', line })]);
    expect(errors[0]?.message).toContain(says);
  });
});

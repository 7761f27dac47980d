import fc from 'fast-check';

/** Pieces that mean something to a reader of rules or of YAML. */
const PIECES = [
  '|re: ',
  '|contains|all',
  '|base64offset',
  '|windash',
  '|expand',
  '|cidr: ',
  '|fieldref: ',
  '|exists: ',
  '(((((',
  'not ',
  ' and ',
  '1 of ',
  'them',
  '*',
  '\\',
  '%x%',
  'placeholders:\n  x: ',
  "'\\\\%",
  '&a ',
  '*a',
  '!!js/function ',
  '<<: ',
  '---\n',
  '\u0000',
  '\uD800',
  '{',
  '[',
  ']',
  '}',
  ': ',
  '- ',
  '\n',
  '\t',
  'null',
  '~',
  '1e999',
  '0x7fffffffffffffff',
  '(a+)+$',
  '(?=a)',
  '\\1',
  'a{1000}',
  '999.0.0.0/64',
  '__proto__',
  'constructor',
] as const;

interface Edit {
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat({ max: 12 }),
  put: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 }), fc.constant('')),
});

/** A text with a few places cut out and others written over. */
export function mangled(texts: readonly [string, ...string[]]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.array(edit, { maxLength: 6 })).map(([text, edits]) =>
    edits.reduce((now, { at, cut, put }) => {
      const from = Math.floor(at * now.length);
      return now.slice(0, from) + put + now.slice(from + cut);
    }, text),
  );
}

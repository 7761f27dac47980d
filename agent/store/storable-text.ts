const UNSAFE = /[\0\uD800-\uDFFF]/;

/**
 * The text as every database can hold it: NUL, which SQLite's text functions stop at and PostgreSQL refuses, and halves of
 * a surrogate pair, which UTF-8 has no bytes for, become U+FFFD. A name from a hostile record is so found again.
 */
export function storableText(text: string): string {
  return UNSAFE.test(text) ? Buffer.from(text).toString().replaceAll('\0', '\uFFFD') : text;
}

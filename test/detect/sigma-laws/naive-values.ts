/** What a rule may compare with. */
export type Scalar = string | number | boolean;

const DASH = '[-/\u2013\u2014\u2015]';

/** Whether one value of a record fits one value of a rule under its modifiers (field references and `exists` apart). */
export function fits(found: string, wanted: Scalar, modifiers: readonly string[]): boolean {
  const has = (name: string): boolean => modifiers.includes(name);
  if (has('re')) {
    const expression = `${has('startswith') ? '^' : ''}(?:${wanted})${has('endswith') ? '$' : ''}`;
    return new RegExp(expression, has('i') ? 'i' : '').test(found);
  }
  if (has('cidr')) return isInRange(found, String(wanted));
  if (has('lt')) return numeric(found) && Number(found) < Number(wanted);
  if (has('lte')) return numeric(found) && Number(found) <= Number(wanted);
  if (has('gt')) return numeric(found) && Number(found) > Number(wanted);
  if (has('gte')) return numeric(found) && Number(found) >= Number(wanted);
  const isCased = has('cased') || has('base64');
  const text = has('base64') ? Buffer.from(String(wanted)).toString('base64') : String(wanted);
  const pattern = patternOf(isCased ? text : text.toLowerCase(), has('windash'), has('base64'));
  const before = has('contains') || has('endswith') ? '[^]*' : '';
  const after = has('contains') || has('startswith') ? '[^]*' : '';
  return new RegExp(`^${before}${pattern}${after}$`).test(isCased ? found : found.toLowerCase());
}

function numeric(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** A Sigma text as an expression, read from left to right as the specification words its escapes. */
function patternOf(text: string, isWindash: boolean, isPlain: boolean): string {
  let pattern = '';
  for (let at = 0; at < text.length; at += 1) {
    const [char = '', next = ''] = text.slice(at, at + 2);
    if (isPlain) pattern += literal(char);
    else if (char === '\\' && ['*', '?', '\\'].includes(next)) {
      pattern += literal(next);
      at += 1;
    } else if (char === '*') pattern += '[^]*';
    else if (char === '?') pattern += '[^]';
    else if (isWindash && isFlag(text, at)) pattern += DASH;
    else pattern += literal(char);
  }
  return pattern;
}

function isFlag(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' ';
  const after = text[at + 1] ?? ' ';
  return new RegExp(DASH).test(text[at] ?? '') && !/\w/.test(before) && /\w/.test(after);
}

function literal(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** IPv4 alone: the laws draw no others. */
function isInRange(address: string, range: string): boolean {
  const [network = '', bits = '32'] = range.split('/');
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(address)) return false;
  return binary(address).startsWith(binary(network).slice(0, Number(bits)));
}

function binary(address: string): string {
  return address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

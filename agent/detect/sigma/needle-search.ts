/** Nodes of a search tree over many needles (Aho and Corasick, 1975), as flat lists. */
interface Tree {
  /**
   * By state and class of character: where the next state begins in this very list; its complement where a needle ends in
   * that state, so that one look tells both.
   */
  readonly next: Int32Array;
  readonly classOf: Uint8Array;
  readonly classes: number;
  /** Needles that end in a state, those of its suffixes included. */
  readonly found: readonly (readonly number[])[];
}

/** What lies beyond is one class that no needle has; needles with such characters are cut before them. */
const MAX_CODE = 127;
/** A beginning of this length tells nearly as much as the whole needle, and keeps the tree small. */
const MAX_LENGTH = 12;

const LONG_TEXT = 4_096;
/** Each costs up to a pass of its own, though one that is many times faster than ours. */
const MAX_ONE_BY_ONE = 8;

/** The two characters beyond ASCII that begin with an ASCII one in lower case: I with a dot, and the sign of kelvin. */
const CODES_BEYOND: ReadonlyMap<number, string> = new Map([
  [0x130, 'i'],
  [0x212a, 'k'],
]);

/**
 * Looks for many texts, given in lower case, in one pass and without case. It answers which beginnings of needles are
 * there: who asks must still test whether the whole needle is. Time is linear in the text.
 */
export class NeedleSearch {
  readonly #heads: readonly string[];
  readonly #tree: Tree;
  readonly #stamps: Uint32Array;
  #stamp = 0;

  /** Needles without a plain beginning are in `always`, by their number. */
  readonly always: readonly number[];

  constructor(needles: readonly string[]) {
    const heads = needles.map(headOf);
    this.always = heads.flatMap((head, at) => (head === '' ? [at] : []));
    this.#heads = heads;
    this.#tree = buildTree(heads);
    this.#stamps = new Uint32Array(needles.length);
  }

  /** Calls back once for each needle that may be in the text, by its number. */
  search(text: string, onFound: (needle: number) => void): void {
    const { next, classOf, classes, found } = this.#tree;
    this.#stamp += 1;
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const kind = code > MAX_CODE ? this.#classBeyond(code) : (classOf[code] ?? 0);
      state = next[state + kind] ?? 0;
      if (state >= 0) continue;
      state = ~state;
      for (const needle of found[state / classes] ?? []) {
        if (this.#stamps[needle] === this.#stamp) continue;
        this.#stamps[needle] = this.#stamp;
        onFound(needle);
      }
    }
  }

  /** The same of a text that is in lower case. In a long one, few needles are quicker found one by one. */
  searchLower(lower: string, onFound: (needle: number) => void): void {
    if (lower.length < LONG_TEXT || this.#heads.length > MAX_ONE_BY_ONE) {
      this.search(lower, onFound);
      return;
    }
    for (const [needle, head] of this.#heads.entries())
      if (head !== '' && lower.includes(head)) onFound(needle);
  }

  #classBeyond(code: number): number {
    const lower = CODES_BEYOND.get(code);
    return lower === undefined ? 0 : (this.#tree.classOf[lower.charCodeAt(0)] ?? 0);
  }
}

function headOf(needle: string): string {
  let end = 0;
  while (end < needle.length && end < MAX_LENGTH && needle.charCodeAt(end) <= MAX_CODE) end += 1;
  return needle.slice(0, end);
}

function buildTree(heads: readonly string[]): Tree {
  const classOf = new Uint8Array(MAX_CODE + 1);
  let classes = 1;
  for (const head of heads) {
    for (let at = 0; at < head.length; at += 1) {
      const code = head.charCodeAt(at);
      if (classOf[code] === 0) classOf[code] = classes++;
    }
  }
  for (let code = 65; code <= 90; code += 1) classOf[code] = classOf[code + 32] ?? 0;
  const children: Map<number, number>[] = [new Map()];
  const found: number[][] = [[]];
  for (const [needle, head] of heads.entries()) {
    if (head !== '') insert(head, needle, classOf, children, found);
  }
  const next = link(children, found, classes).map((state) =>
    (found[state] ?? []).length > 0 ? ~(state * classes) : state * classes,
  );
  return { next, classOf, classes, found };
}

function insert(
  head: string,
  needle: number,
  classOf: Uint8Array,
  children: Map<number, number>[],
  found: number[][],
): void {
  let state = 0;
  for (let at = 0; at < head.length; at += 1) {
    const kind = classOf[head.charCodeAt(at)] ?? 0;
    let child = children[state]?.get(kind);
    if (child === undefined) {
      child = children.push(new Map()) - 1;
      found.push([]);
      children[state]?.set(kind, child);
    }
    state = child;
  }
  found[state]?.push(needle);
}

/** Gives each state a next one for every class: its own child, or that of its longest suffix in the tree. */
function link(children: readonly Map<number, number>[], found: number[][], classes: number): Int32Array {
  const next = new Int32Array(children.length * classes);
  const suffix = new Int32Array(children.length);
  const waiting = [0];
  for (let at = 0; at < waiting.length; at += 1) {
    const state = waiting[at] ?? 0;
    const fallback = suffix[state] ?? 0;
    for (let kind = 0; kind < classes; kind += 1) {
      const onward = state === 0 ? 0 : (next[fallback * classes + kind] ?? 0);
      const child = children[state]?.get(kind);
      next[state * classes + kind] = child ?? onward;
      if (child === undefined) continue;
      suffix[child] = onward;
      found[child]?.push(...(found[onward] ?? []));
      waiting.push(child);
    }
  }
  return next;
}

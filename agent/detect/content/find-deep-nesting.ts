const MAX_NESTING = 150;
/** Blanks, list dashes and key marks before the first word of a line: each two may be a level. */
const LEADING = /^(?:[ \t]|[-?:][ \t])*/;

/**
 * The first line, counted from 1, at which a YAML text is nested too deeply to be given to the parser, or null. The
 * parser recurses, and where V8 runs out of stack inside a regular expression it ends the process, which no `catch`
 * prevents. Counts too much rather than too little: brackets in quotes count until the next line that begins at the margin.
 */
export function findDeepNesting(text: string): number | null {
  let depth = 0;
  for (const [at, line] of text.split('\n').entries()) {
    if (/^\w/.test(line)) depth = 0;
    for (let column = 0; column < line.length; column += 1) {
      const char = line.charCodeAt(column);
      if (char === OPEN_LIST || char === OPEN_MAP) depth += 1;
      else if ((char === CLOSE_LIST || char === CLOSE_MAP) && depth > 0) depth -= 1;
      if (depth > MAX_NESTING) return at + 1;
    }
    if ((LEADING.exec(line)?.[0].length ?? 0) > 2 * MAX_NESTING) return at + 1;
  }
  return null;
}

const OPEN_LIST = '['.charCodeAt(0);
const CLOSE_LIST = ']'.charCodeAt(0);
const OPEN_MAP = '{'.charCodeAt(0);
const CLOSE_MAP = '}'.charCodeAt(0);

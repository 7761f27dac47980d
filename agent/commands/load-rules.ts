import { join } from 'node:path';
import type { ContentFile } from '../detect/content/content-file.js';
import { type LoadedContent, loadContent } from '../detect/content/load-content.js';
import { InputError, type InputIssue } from '../model/errors.js';
import { listFiles, readText } from '../runtime/files.js';
import { builtInRules } from './product.js';

/**
 * Loads every rule, mapping, behaviour and tuning file below the directories, over the built-in mappings, behaviours, tuning and
 * notice regimes: which networks are hosting providers' is known to whoever brings rules of their own, too. Without a directory the
 * built-in rules are taken. A file that cannot be read is an issue like any other.
 */
export function readRules(directories: readonly string[]): LoadedContent {
  const builtIn = builtInRules();
  const unreadable: InputIssue[] = [];
  const brought = directories.length === 0 ? [] : ALWAYS_BUILT_IN.map((name) => join(builtIn, name));
  const named = directories.length === 0 ? [builtIn] : directories;
  const files = [...brought, ...named].flatMap((folder, layer) =>
    ruleFiles(folder, unreadable).map((file): ContentFile => {
      const placed = { ...file, layer };
      return layer < brought.length ? { ...placed, isBrought: true } : placed;
    }),
  );
  const content = loadContent(files, ruleFiles(join(builtIn, 'mappings'), unreadable));
  return { ...content, errors: [...unreadable, ...content.errors] };
}

/** What holds under the rules of others too, until they say otherwise. */
const ALWAYS_BUILT_IN = ['tuning', 'notice', 'behaviours'];

/** The files of the directories that a person named, or of the built-in one; what cannot be read is left out. */
export function ruleFilesOf(directories: readonly string[]): readonly ContentFile[] {
  const folders = directories.length === 0 ? [builtInRules()] : directories;
  return folders.flatMap((folder) => ruleFiles(folder, []));
}

/** What `readRules` gives, for a run that must not start on a broken set. Raises `InputError` with every mistake. */
export function requireRules(directories: readonly string[]): LoadedContent {
  const content = readRules(directories);
  if (content.errors.length > 0) throw new InputError(content.errors);
  return content;
}

function ruleFiles(folder: string, issues: InputIssue[]): readonly ContentFile[] {
  try {
    return listFiles(folder)
      .filter((file) => /\.ya?ml$/i.test(file))
      .map((file) => ({ file, text: readText(file) }));
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? 'unreadable';
    const message = `cannot be read (${code}); name a directory with rule files`;
    issues.push({ file: folder, line: null, column: null, message });
    return [];
  }
}

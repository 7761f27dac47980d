import { isJsonObject } from '../../../model/json.js';
import type { YamlPath } from '../../content/yaml-documents.js';
import type { Compilation } from './compilation.js';
import { compileItem } from './compile-item.js';
import { type Expression, join } from './expression.js';

/**
 * Compiles a search identifier: a map (all of its lines), a list of maps (any of them), a list of keywords (any of
 * them), or one keyword. Null when something is wrong with it, which the issues then say.
 */
export function compileSelection(
  value: unknown,
  path: YamlPath,
  compilation: Compilation,
): Expression | null {
  const { issues } = compilation;
  const name = String(path.at(-1));
  if (isJsonObject(value)) return compileMap(name, value, path, compilation);
  if (value === null) {
    issues.error(path, `"${name}" is empty; give it a field or a keyword`);
    return null;
  }
  if (!Array.isArray(value)) return compileItem('', value, path, compilation);
  if (value.length === 0) {
    issues.error(path, `"${name}" is an empty list; give it maps or keywords`);
    return null;
  }
  const parts = value.map((item, at) => compileSelection(item, [...path, at], compilation));
  return allOrNothing('or', parts);
}

function compileMap(name: string, map: object, path: YamlPath, compilation: Compilation): Expression | null {
  const items = Object.entries(map);
  if (items.length === 0) {
    compilation.issues.error(path, `"${name}" is empty; give it at least one field`);
    return null;
  }
  const parts = items.map(([key, value]) => compileItem(key, value, [...path, key], compilation));
  return allOrNothing('and', parts);
}

function allOrNothing(type: 'and' | 'or', parts: readonly (Expression | null)[]): Expression | null {
  const usable = parts.filter((part) => part !== null);
  return usable.length === parts.length ? join(type, usable) : null;
}

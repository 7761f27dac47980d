/** A path template such as `/users/{id}/messages`, by its parts. */
export interface RoutePattern {
  readonly method: string;
  readonly path: string;
}

export interface RouteMatch<R extends RoutePattern> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Finds routes by method and path. `allowed` is false when the path is known and the method is not. OData's other
 * way to write a key, `users('id')`, is understood too.
 */
export class RouteTable<R extends RoutePattern> {
  readonly #routes: readonly { readonly route: R; readonly parts: readonly string[] }[];

  constructor(routes: readonly R[]) {
    this.#routes = routes.map((route) => ({ route, parts: route.path.split('/').filter(Boolean) }));
  }

  find(method: string, segments: readonly string[]): RouteMatch<R> | { readonly isPathKnown: boolean } {
    const parts = segments.flatMap(splitKey);
    let isPathKnown = false;
    for (const { route, parts: template } of this.#routes) {
      const params = matchParts(template, parts);
      if (params === null) continue;
      if (route.method === method) return { route, params };
      isPathKnown = true;
    }
    return { isPathKnown };
  }
}

function splitKey(segment: string): readonly string[] {
  const match = /^([A-Za-z]+)\('(.*)'\)$/s.exec(segment);
  return match === null ? [segment] : [match[1] ?? '', (match[2] ?? '').replaceAll("''", "'")];
}

function matchParts(
  template: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | null {
  if (template.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, name] of template.entries()) {
    const part = parts[index] ?? '';
    if (name.startsWith('{')) params[name.slice(1, -1)] = part;
    else if (name.toLowerCase() !== part.toLowerCase()) return null;
  }
  return params;
}

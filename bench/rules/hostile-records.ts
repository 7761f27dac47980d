/** Records that someone wrote to make an engine slow, by name; each is one line of a log. */
export function hostileLines(): Readonly<Record<string, string>> {
  return {
    'one text of 10 MB': audit({ Data: 'ab'.repeat(5_000_000) }),
    'nested 100 deep': audit({ Data: nested(90) }),
    '20,000 parameters': audit({ Parameters: pairs(20_000, (at) => `Name${at}`) }),
    '20,000 times one parameter': audit({ Parameters: pairs(20_000, () => 'ForwardTo') }),
    '100,000 numbers': audit({ Data: Array.from({ length: 100_000 }, (_, at) => at) }),
    '20,000 parameters, the last one wanted': audit({
      Parameters: pairs(20_000, (at) => (at === 19_999 ? 'ForwardTo' : `Name${at}`)),
    }),
    '20,000 different texts': audit({ Parameters: Array.from({ length: 20_000 }, (_, at) => `value ${at}`) }),
    '100,000 keys': audit(Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`key${at}`, at]))),
    'nested 2,000 deep': audit({ Parameters: nested(1_000) }),
    '1,000 times the head of a path': audit({ Data: chained(1_000) }),
    'JSON in texts': audit({ Parameters: pairs(2_000, () => 'ForwardTo', '{"a":[{"b":"c"}]}') }),
  };
}

function audit(extra: object): string {
  return JSON.stringify({
    Id: '00000000-0000-4000-8000-000000000001',
    CreationTime: '2026-03-02T08:00:00',
    Operation: 'New-InboxRule',
    Workload: 'Exchange',
    UserId: 'alex@contoso.com',
    RecordType: 1,
    ...extra,
  });
}

function pairs(count: number, nameOf: (at: number) => string, value = 'x'): readonly object[] {
  return Array.from({ length: count }, (_, at) => ({ Name: nameOf(at), Value: value }));
}

/** A name that many rules' paths begin with, inside itself. */
function chained(levels: number): unknown {
  return levels === 0 ? 'deep' : { properties: chained(levels - 1), targetResources: [] };
}

function nested(levels: number): unknown {
  return levels === 0 ? 'deep' : { a: [nested(levels - 1)] };
}

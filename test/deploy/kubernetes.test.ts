import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parsePositionedJson } from '../../agent/config/positions.js';
import { schemaIssues } from '../../agent/config/validate.js';

const FILE = join(import.meta.dirname, '../../deploy/kubernetes/mailwarden.yaml');

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Container {
  readonly image: string;
  readonly securityContext: object;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly volumeMounts: readonly Mount[];
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
}

interface Resource {
  readonly kind: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly replicas?: number;
    readonly ports?: readonly { readonly port: number }[];
    readonly ingress?: readonly { readonly ports: readonly { readonly port: number }[] }[];
    readonly template?: {
      readonly spec: {
        readonly securityContext: object;
        readonly automountServiceAccountToken: boolean;
        readonly containers: readonly [Container];
      };
    };
  };
}

const documents = parseAllDocuments(readFileSync(FILE, 'utf8'));
const resources = documents.map((document) => document.toJS() as Resource);
const of = (kind: string): Resource => resources.find((one) => one.kind === kind) ?? { kind: 'none' };
const pod = of('StatefulSet').spec?.template?.spec;
const container = pod?.containers[0];
const configText = of('ConfigMap').data?.['config.json'] ?? '';
const config = JSON.parse(configText) as { serve: { port: number; address: string } };

describe('the Kubernetes manifest', () => {
  it('is YAML without mistakes', () => {
    expect(documents.flatMap((document) => [...document.errors, ...document.warnings])).toEqual([]);
  });

  it('runs once, without root, without powers, without a writable root and without a token of the cluster', () => {
    expect(of('StatefulSet').spec?.replicas).toBe(1);
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container?.image).toMatch(/@sha256:/);
  });

  it('has a configuration that the agent takes', () => {
    const json = parsePositionedJson('config.json', configText);
    expect('message' in json ? [json] : schemaIssues(json)).toEqual([]);
  });

  it('gives secrets as files, under a folder that is mounted for reading alone', () => {
    expect(configText).not.toContain('"env"');
    const mounts = container?.volumeMounts ?? [];
    const files = [...configText.matchAll(/"file": "([^"]+)"/g)].map(([, path = '']) => path);
    const mountOf = (path: string) => mounts.find((one) => path.startsWith(`${one.mountPath}/`));
    expect(files.length).toBeGreaterThan(2);
    for (const path of files.filter((one) => !one.endsWith('.db')))
      expect(mountOf(path)).toMatchObject({ name: 'secrets', readOnly: true });
    expect(mountOf(files.find((one) => one.endsWith('.db')) ?? '')?.name).toBe('state');
  });

  it('probes what is served, where it is served', () => {
    const { port, address } = config.serve;
    expect(address).toBe('0.0.0.0');
    expect(container?.ports).toEqual([{ name: 'metrics', containerPort: port }]);
    const probes = [container?.startupProbe, container?.livenessProbe, container?.readinessProbe];
    expect(probes.map((probe) => probe?.httpGet)).toEqual([
      { path: '/healthz', port: 'metrics' },
      { path: '/healthz', port: 'metrics' },
      { path: '/readyz', port: 'metrics' },
    ]);
    expect(of('Service').spec?.ports?.map((one) => one.port)).toEqual([port]);
    const allowed = of('NetworkPolicy').spec?.ingress?.flatMap((rule) => rule.ports.map((one) => one.port));
    expect(allowed).toEqual([port]);
  });
});

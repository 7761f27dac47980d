export type BrowserName = 'edge' | 'chrome' | 'firefox' | 'safari';

export interface Browser {
  /** As `deviceDetail.browser`. */
  readonly name: string;
  readonly userAgent: string;
}

const SYSTEMS: Readonly<Record<string, string>> = {
  windows: 'Windows NT 10.0; Win64; x64',
  macos: 'Macintosh; Intel Mac OS X 10_15_7',
  linux: 'X11; Linux x86_64',
  ios: 'iPhone; CPU iPhone OS 17_5 like Mac OS X',
  android: 'Linux; Android 14; Pixel 7',
};

/** A browser on a platform; `{v}` stands for its major version, `{w}` for Firefox's. */
export function browserOf(name: BrowserName, platform: string): Browser {
  const system = SYSTEMS[platform] ?? 'Windows NT 10.0; Win64; x64';
  const chrome = `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Safari/537.36`;
  switch (name) {
    case 'edge':
      return { name: 'Edge {v}.0.0', userAgent: `${chrome} Edg/{v}.0.0.0` };
    case 'chrome':
      return { name: 'Chrome {v}.0.0', userAgent: chrome };
    case 'firefox':
      return {
        name: 'Firefox {w}.0',
        userAgent: `Mozilla/5.0 (${system}; rv:{w}.0) Gecko/20100101 Firefox/{w}.0`,
      };
    case 'safari':
      return {
        name: 'Safari 17.5',
        userAgent: `Mozilla/5.0 (${system}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15`,
      };
  }
}

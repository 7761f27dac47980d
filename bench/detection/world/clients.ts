/** A program that asks for tokens and opens mail. */
export interface Client {
  readonly name: string;
  /** Client id in the sign-in log. */
  readonly appId: string;
  readonly appName: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly clientAppUsed: string;
  readonly userAgent: string;
  /** As `deviceDetail` says. */
  readonly operatingSystem: string;
  readonly browser: string;
  /** How Exchange writes it down. */
  readonly clientInfo: string;
  /** `AppId` of Exchange's records: the resource as Exchange sees it. */
  readonly exchangeAppId: string | null;
  /** `ClientAppId` of Exchange's records; null where it is not given, as of Outlook on the web. */
  readonly exchangeClientAppId: string | null;
  readonly processName: string | null;
  readonly version: string | null;
}

export type DesktopSystem = 'Windows10' | 'Windows11' | 'MacOs';

export const EXCHANGE_ID = '00000002-0000-0ff1-ce00-000000000000';
export const GRAPH_ID = '00000003-0000-0000-c000-000000000000';
const EXCHANGE = { resourceId: EXCHANGE_ID, resourceName: 'Office 365 Exchange Online' };
const GRAPH = { resourceId: GRAPH_ID, resourceName: 'Microsoft Graph' };

/** First-party client ids, as Microsoft publishes them. */
export const APP_IDS = {
  office: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  outlookWeb: '9199bf20-a13f-4107-85dc-02114787ef48',
  outlookMobile: '27922004-5251-4030-b22d-91ecd9a37ea4',
  officeHome: '4765445b-32c6-49b0-83e6-1d93765276ca',
  teams: '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  azureCli: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  powershell: '1950a258-227b-4e31-a9cf-717495945fc2',
  broker: '29d9ed98-a469-4536-ade2-f981bc1d605e',
  vsCode: 'aebc6443-996d-45c2-90f0-388ff96faa56',
} as const;

const PLAIN = { exchangeAppId: null, exchangeClientAppId: null, processName: null, version: null };

/** The agent text of a browser on a desktop. */
export function browserAgent(system: DesktopSystem, version: number): string {
  const platform = system === 'MacOs' ? 'Macintosh; Intel Mac OS X 10_15_7' : 'Windows NT 10.0; Win64; x64';
  return `Mozilla/5.0 (${platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
}

export function outlookDesktop(system: DesktopSystem): Client {
  return {
    ...{ name: 'outlook-desktop', appId: APP_IDS.office, appName: 'Microsoft Office', ...EXCHANGE },
    clientAppUsed: 'Mobile Apps and Desktop clients',
    userAgent: `Mozilla/5.0 (${system === 'MacOs' ? 'Macintosh' : 'Windows NT 10.0; WOW64'}) Microsoft Outlook 16.0.17928; Pro`,
    ...{ operatingSystem: system, browser: 'Rich Client 4.61.3.0', clientInfo: 'Client=MSExchangeRPC' },
    ...{ exchangeAppId: EXCHANGE_ID, exchangeClientAppId: APP_IDS.office },
    ...{ processName: 'OUTLOOK.EXE', version: '16.0.17928.20156' },
  };
}

export function outlookWeb(system: DesktopSystem, version: number): Client {
  const userAgent = browserAgent(system, version);
  return {
    ...{ name: 'owa', appId: APP_IDS.outlookWeb, appName: 'One Outlook Web', ...EXCHANGE },
    ...{ clientAppUsed: 'Browser', userAgent, operatingSystem: system, browser: `Chrome ${version}.0.0` },
    ...{ ...PLAIN, clientInfo: `Client=OWA;${userAgent};`, exchangeAppId: EXCHANGE_ID },
  };
}

/** The start page of Office in a browser: where phishing kits lead. */
export function officeHome(system: DesktopSystem, version: number): Client {
  const web = outlookWeb(system, version);
  return { ...web, name: 'office-home', appId: APP_IDS.officeHome, appName: 'OfficeHome', ...GRAPH };
}

export function outlookPhone(system: 'Ios' | 'Android'): Client {
  const isApple = system === 'Ios';
  return {
    ...{ name: 'outlook-phone', appId: APP_IDS.outlookMobile, appName: 'Outlook Mobile', ...EXCHANGE },
    clientAppUsed: 'Mobile Apps and Desktop clients',
    userAgent: isApple ? 'Outlook-iOS/723.4027091.prod.iphone (4.2444.0)' : 'Outlook-Android/2.0',
    ...{
      operatingSystem: isApple ? 'Ios 18.3' : 'Android 15',
      browser: isApple ? 'Mobile Safari' : 'Chrome Mobile',
    },
    ...{
      ...PLAIN,
      clientInfo: `Client=OutlookService;${isApple ? 'Outlook-iOS/2.0' : 'Outlook-Android/2.0'};`,
    },
    ...{ exchangeAppId: EXCHANGE_ID, exchangeClientAppId: APP_IDS.outlookMobile },
  };
}

export function teams(system: DesktopSystem): Client {
  return {
    ...outlookDesktop(system),
    ...{ name: 'teams', appId: APP_IDS.teams, appName: 'Microsoft Teams', ...GRAPH },
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Teams/24.2 Edg/131.0',
  };
}

/** Something that reads mail through Graph as a person. */
export function graphClient(
  appId: string,
  appName: string,
  userAgent: string,
  system: DesktopSystem,
): Client {
  return {
    ...{
      name: 'graph',
      appId,
      appName,
      ...GRAPH,
      clientAppUsed: 'Mobile Apps and Desktop clients',
      userAgent,
    },
    ...{ operatingSystem: system, browser: 'Rich Client 4.61.3.0', clientInfo: 'Client=REST;;' },
    ...{ ...PLAIN, exchangeAppId: GRAPH_ID, exchangeClientAppId: appId },
  };
}

/** Old protocols with a password alone; Exchange asks for the token itself and names itself `BAV2ROPC`. */
export function legacyClient(protocol: 'IMAP4' | 'POP3' | 'Exchange Web Services'): Client {
  const isEws = protocol === 'Exchange Web Services';
  return {
    ...{ name: 'legacy', appId: EXCHANGE_ID, appName: 'Office 365 Exchange Online', ...EXCHANGE },
    ...{ clientAppUsed: protocol, userAgent: 'BAV2ROPC', operatingSystem: '', browser: '', ...PLAIN },
    clientInfo: isEws
      ? 'Client=WebServices;ExchangeServicesClient/15.00.0913.015;'
      : `Client=POP3/IMAP4;Protocol=${protocol}`,
    exchangeAppId: EXCHANGE_ID,
  };
}

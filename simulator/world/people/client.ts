import {
  type App,
  EXCHANGE_ONLINE,
  GRAPH,
  MICROSOFT_OFFICE,
  OUTLOOK_MOBILE,
  OUTLOOK_WEB,
} from '../data/apps.js';
import { type BrowserName, browserOf } from '../data/user-agents.js';
import type { Device } from './device.js';

export type ClientFamily = 'owa' | 'outlook-desktop' | 'outlook-mobile' | 'graph' | 'ews';

/** A program on a device, as the sign-in log and the mailbox audit describe it. */
export interface Client {
  readonly family: ClientFamily;
  readonly device: Device;
  readonly app: App;
  readonly resource: App;
  /** As `clientAppUsed`. */
  readonly clientAppUsed: string;
  /** Holds `{v}` and `{w}` for the major version of the browser, which moves while we watch. */
  readonly userAgent: string;
  readonly browser: string;
  readonly isBound: boolean;
  readonly audit: ClientAudit;
}

/** What Exchange writes about a client. */
export interface ClientAudit {
  /** The resource that Exchange saw. */
  readonly appId: string | null;
  readonly clientAppId: string | null;
  readonly clientInfo: string;
  readonly processName: string | null;
  readonly version: string | null;
}

/** Outlook on the web in a browser. */
export function outlookWeb(device: Device, browserName: BrowserName, isBound: boolean): Client {
  const browser = browserOf(browserName, device.platform);
  return {
    family: 'owa',
    device,
    app: OUTLOOK_WEB,
    resource: EXCHANGE_ONLINE,
    clientAppUsed: 'Browser',
    userAgent: browser.userAgent,
    browser: browser.name,
    isBound,
    audit: {
      appId: EXCHANGE_ONLINE.id,
      clientAppId: null,
      clientInfo: `Client=OWA;${browser.userAgent};`,
      processName: null,
      version: null,
    },
  };
}

/** Outlook for Windows or Mac: keeps whole folders, so it syncs. */
export function outlookDesktop(device: Device, isBound: boolean, version = '16.0.17726.20160'): Client {
  return {
    family: 'outlook-desktop',
    device,
    app: MICROSOFT_OFFICE,
    resource: EXCHANGE_ONLINE,
    clientAppUsed: 'Mobile Apps and Desktop clients',
    userAgent: `Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook ${version}; Pro)`,
    browser: 'Rich Client 4.61.3.0',
    isBound,
    audit: {
      appId: MICROSOFT_OFFICE.id,
      clientAppId: MICROSOFT_OFFICE.id,
      clientInfo: 'Client=MSExchangeRPC',
      processName: 'OUTLOOK.EXE',
      version,
    },
  };
}

/** Outlook on a phone. */
export function outlookMobile(device: Device): Client {
  const isIos = device.platform === 'ios';
  return {
    family: 'outlook-mobile',
    device,
    app: OUTLOOK_MOBILE,
    resource: EXCHANGE_ONLINE,
    clientAppUsed: 'Mobile Apps and Desktop clients',
    userAgent: isIos
      ? 'Outlook-iOS/735.4229.2203.24 CFNetwork/1496.0.7 Darwin/23.5.0'
      : 'Dalvik/2.1.0 (Linux; U; Android 14) Outlook-Android/4.2424.1',
    browser: isIos ? 'Mobile Safari' : 'Android Browser',
    isBound: false,
    audit: {
      appId: OUTLOOK_MOBILE.id,
      clientAppId: OUTLOOK_MOBILE.id,
      clientInfo: `Client=OutlookService;${isIos ? 'Outlook-iOS' : 'Outlook-Android'}/2.0;`,
      processName: null,
      version: null,
    },
  };
}

/** A program that reads mail through Graph under an app's name. */
export function graphClient(device: Device, app: App, userAgent: string): Client {
  return {
    family: 'graph',
    device,
    app,
    resource: GRAPH,
    clientAppUsed: 'Mobile Apps and Desktop clients',
    userAgent,
    browser: '',
    isBound: false,
    audit: {
      appId: GRAPH.id,
      clientAppId: app.id,
      clientInfo: 'Client=REST;;',
      processName: null,
      version: null,
    },
  };
}

/** A program of the company's own that sends and reads through Exchange Web Services. */
export function webServicesClient(device: Device, app: App): Client {
  return {
    family: 'ews',
    device,
    app,
    resource: EXCHANGE_ONLINE,
    clientAppUsed: 'Mobile Apps and Desktop clients',
    userAgent: 'ReportMailer/3.1',
    browser: '',
    isBound: false,
    audit: {
      appId: EXCHANGE_ONLINE.id,
      clientAppId: app.id,
      clientInfo: `Client=WebServices;ReportMailer/3.1[AppId=${app.id}];`,
      processName: null,
      version: null,
    },
  };
}

/** A browser's version moves in waves over the tenant: four days before the start for even people, never for odd. */
export function withVersion(text: string, personIndex: number, day: number): string {
  const major = 126 + (day >= -4 && personIndex % 2 === 0 ? 1 : 0);
  return text.replaceAll('{v}', String(major)).replaceAll('{w}', String(major - 7));
}

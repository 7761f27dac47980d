export type NetworkKind =
  | 'office'
  | 'corporate-vpn'
  | 'home'
  | 'mobile'
  | 'hotel'
  | 'consumer-vpn'
  | 'hosting'
  | 'microsoft';

/** Who runs a network. `v4` holds the first two octets of its ranges, `v6` the first two groups. */
export interface Provider {
  readonly name: string;
  readonly kind: NetworkKind;
  readonly asn: number;
  readonly v4: readonly string[];
  readonly v6: string | null;
}

/** The company's own network: offices and its VPN. */
export const COMPANY_NETWORK: Provider = {
  name: 'Northwind Mobile',
  kind: 'office',
  asn: 394_711,
  v4: ['67.228'],
  v6: null,
};
export const COMPANY_VPN: Provider = {
  name: 'Northwind Mobile VPN',
  kind: 'corporate-vpn',
  asn: 394_711,
  v4: ['67.229'],
  v6: null,
};

export const HOME_PROVIDERS: readonly Provider[] = [
  { name: 'Cascade Cable', kind: 'home', asn: 393_922, v4: ['73.42', '73.97'], v6: '2601:602' },
  { name: 'Front Range Fiber', kind: 'home', asn: 396_871, v4: ['71.33', '97.118'], v6: null },
  { name: 'Lone Star Broadband', kind: 'home', asn: 397_714, v4: ['99.110', '108.64'], v6: '2600:1700' },
  { name: 'Piedmont Internet', kind: 'home', asn: 395_330, v4: ['24.98', '68.210'], v6: '2603:3001' },
  { name: 'Plains Telephone', kind: 'home', asn: 394_158, v4: ['75.81', '174.70'], v6: null },
];

/** Carrier-grade NAT: few addresses for many, gateways in a far city, IPv6 at the device. */
export const CARRIERS: readonly Provider[] = [
  { name: 'Northwind Wireless', kind: 'mobile', asn: 393_494, v4: ['172.56', '172.58'], v6: '2607:fb90' },
  { name: 'Meridian Cellular', kind: 'mobile', asn: 396_190, v4: ['174.192', '174.208'], v6: '2600:1010' },
];

export const HOTELS: readonly Provider[] = [
  { name: 'Guestlink Hospitality', kind: 'hotel', asn: 397_086, v4: ['64.119'], v6: null },
  { name: 'Innwave Networks', kind: 'hotel', asn: 395_902, v4: ['66.181'], v6: null },
];

export const CONSUMER_VPNS: readonly Provider[] = [
  { name: 'Datacamp Limited', kind: 'consumer-vpn', asn: 212_238, v4: ['156.146', '89.187'], v6: null },
  { name: 'Cdnext', kind: 'consumer-vpn', asn: 60_068, v4: ['84.17', '138.199'], v6: null },
];

export const HOSTING: readonly Provider[] = [
  { name: 'DigitalOcean', kind: 'hosting', asn: 14_061, v4: ['159.203', '138.68'], v6: '2604:a880' },
  { name: 'OVH', kind: 'hosting', asn: 16_276, v4: ['51.81', '147.135'], v6: null },
  { name: 'M247', kind: 'hosting', asn: 9_009, v4: ['185.220', '193.37'], v6: null },
  { name: 'Vultr', kind: 'hosting', asn: 20_473, v4: ['149.28', '45.76'], v6: '2001:19f0' },
];

export const MICROSOFT: Provider = {
  name: 'Microsoft',
  kind: 'microsoft',
  asn: 8_075,
  v4: ['20.190', '52.104'],
  v6: '2603:10a6',
};

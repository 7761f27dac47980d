/** An application as Entra names it. Microsoft's own ids are public; the others are invented. */
export interface App {
  readonly id: string;
  readonly name: string;
}

export const EXCHANGE_ONLINE: App = {
  id: '00000002-0000-0ff1-ce00-000000000000',
  name: 'Office 365 Exchange Online',
};
export const GRAPH: App = { id: '00000003-0000-0000-c000-000000000000', name: 'Microsoft Graph' };
export const OUTLOOK_WEB: App = { id: '9199bf20-a13f-4107-85dc-02114787ef48', name: 'One Outlook Web' };
export const MICROSOFT_OFFICE: App = { id: 'd3590ed6-52b3-4102-aeff-aad2292ab01c', name: 'Microsoft Office' };
export const OUTLOOK_MOBILE: App = { id: '27922004-5251-4030-b22d-91ecd9a37ea4', name: 'Outlook Mobile' };
export const TEAMS: App = { id: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', name: 'Microsoft Teams' };
export const TEAMS_SERVICES: App = {
  id: 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe',
  name: 'Microsoft Teams Services',
};
export const SHAREPOINT: App = {
  id: '00000003-0000-0ff1-ce00-000000000000',
  name: 'Office 365 SharePoint Online',
};
export const OFFICE_HOME: App = { id: '4765445b-32c6-49b0-83e6-1d93765276ca', name: 'OfficeHome' };
export const OFFICE_SHELL: App = {
  id: '89bee1f7-5e6e-4d8a-9f3d-ecd601259da7',
  name: 'Office365 Shell WCSS-Client',
};
export const REPORT_MAILER: App = {
  id: '3b7d0c52-8e16-4f9a-a2d4-6c1f58e0937b',
  name: 'Northwind Report Mailer',
};

/** What the company runs and buys. */
export const CARE_CONSOLE: App = {
  id: '5b0c7f1e-93d2-4c6f-8a1d-6f0e4b7d2c91',
  name: 'Northwind Care Console',
};
export const MAIL_BACKUP: App = { id: '7c41d9a8-2f65-4e0b-b3c7-91a5e8d0f642', name: 'Vaultline Mail Backup' };
export const TICKET_SYNC: App = {
  id: 'e2a86b53-10cf-4d79-9e34-c8b1f5a7063d',
  name: 'Ticketbridge Connector',
};
/** The e-mail vendor on whose side the intruders came in. */
export const VENDOR_SUPPORT: App = {
  id: 'b94f2d07-6ae1-4835-8c5b-3d7e90a1f268',
  name: 'Halyard Mail Support',
};

/** Background work of Microsoft's own, which reads mail as the owner. */
export const MICROSOFT_BACKGROUND: App = {
  id: '2793995e-0a7d-40d7-bd35-6968ba142197',
  name: 'Microsoft Content Services',
};

import type { FieldNames } from '../columns.ts';

/** Headers in Dutch. */
export const nl: FieldNames = {
  date: 'Dag|Datum|Begindatum|Startdatum',
  period: 'Week|Maand|Kwartaal|Jaar',
  hour: 'Uur|Uur van de dag',
  account: 'Account|Accountnaam|Naam van account',
  accountId: 'Account-ID|Klant-ID|Klantnummer',
  campaign: 'Campagne|Campagnenaam|Naam van campagne',
  campaignId: 'Campagne-ID',
  campaignGroup: 'Campagnegroep|Naam van campagnegroep|Campagnegroepnaam',
  campaignGroupId: 'Campagnegroep-ID',
  adGroup: 'Advertentiegroep|Naam van advertentiegroep',
  adGroupId: 'Advertentiegroep-ID',
  ad: 'Advertentie|Naam van advertentie|Advertentienaam',
  adId: 'Advertentie-ID',
  keyword: 'Zoekwoord|Zoekwoord voor Zoeken',
  keywordId: 'Zoekwoord-ID',
  currency: 'Valutacode|Valuta',
  impressions: 'Vert.|Vertoningen|Weergaven',
  clicks: 'Klikken',
  cost: 'Kosten|Totaal besteed|Besteed bedrag|Totale uitgaven',
  conversions: 'Conversies',
  conversionValue: 'Conv.waarde|Conv. waarde|Conversiewaarde|Totale conversiewaarde',
};

import type { FieldNames } from '../columns.ts';

/** Headers in German. */
export const de: FieldNames = {
  date: 'Tag|Datum|Startdatum',
  period: 'Woche|Monat|Quartal|Jahr|Monat des Jahres',
  hour: 'Stunde|Tageszeit|Stunde des Tages',
  account: 'Konto|Kontoname|Name des Kontos',
  accountId: 'Konto-ID|Kundennummer|Kunden-ID',
  campaign: 'Kampagne|Kampagnenname|Name der Kampagne',
  campaignId: 'Kampagnen-ID',
  campaignGroup: 'Kampagnengruppe|Name der Kampagnengruppe|Kampagnengruppenname',
  campaignGroupId: 'Kampagnengruppen-ID|ID der Kampagnengruppe',
  adGroup: 'Anzeigengruppe|Name der Anzeigengruppe',
  adGroupId: 'Anzeigengruppen-ID|ID der Anzeigengruppe',
  ad: 'Anzeige|Name der Anzeige|Anzeigenname',
  adId: 'Anzeigen-ID|ID der Anzeige',
  keyword: 'Keyword|Keyword für Suchnetzwerk',
  keywordId: 'Keyword-ID',
  currency: 'Währungscode|Währung',
  impressions: 'Impr.|Impressionen|Impressions',
  clicks: 'Klicks',
  cost: 'Kosten|Gesamtausgaben|Ausgaben|Ausgegebener Betrag',
  conversions: 'Conversions|Konversionen',
  conversionValue: 'Conv.-Wert|Conversion-Wert|Gesamter Conversion-Wert|Gesamtwert der Conversions',
};

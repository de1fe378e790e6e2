import type { FieldNames } from '../columns.ts';

/** Headers in Italian. */
export const it: FieldNames = {
  date: 'Giorno|Data|Data inizio|Data di inizio',
  period: 'Settimana|Mese|Trimestre|Anno',
  hour: 'Ora|Ora del giorno',
  account: 'Account|Nome account|Nome dell’account',
  accountId: 'ID account|ID cliente|ID dell’account',
  campaign: 'Campagna|Nome campagna|Nome della campagna',
  campaignId: 'ID campagna|ID della campagna',
  campaignGroup: 'Gruppo di campagne|Nome gruppo di campagne|Nome del gruppo di campagne',
  campaignGroupId: 'ID gruppo di campagne|ID del gruppo di campagne',
  adGroup: 'Gruppo di annunci|Nome gruppo di annunci|Nome del gruppo di annunci',
  adGroupId: 'ID gruppo di annunci|ID del gruppo di annunci',
  ad: 'Annuncio|Nome annuncio|Nome dell’annuncio',
  adId: 'ID annuncio|ID dell’annuncio',
  keyword: 'Parola chiave|Parola chiave della rete di ricerca',
  keywordId: 'ID parola chiave|ID della parola chiave',
  currency: 'Codice valuta|Valuta',
  impressions: 'Impr.|Impressioni',
  clicks: 'Clic',
  cost: 'Costo|Totale speso|Importo speso|Spesa totale',
  conversions: 'Conversioni',
  conversionValue: 'Valore conv.|Valore di conversione|Valore di conv.|Valore totale delle conversioni',
};

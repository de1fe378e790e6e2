/** A field that a column of a report may hold. */
export type Field =
  | 'date'
  | 'period'
  | 'hour'
  | 'account'
  | 'accountId'
  | 'campaign'
  | 'campaignId'
  | 'campaignGroup'
  | 'campaignGroupId'
  | 'adGroup'
  | 'adGroupId'
  | 'ad'
  | 'adId'
  | 'keyword'
  | 'keywordId'
  | 'platform'
  | 'currency'
  | 'impressions'
  | 'clicks'
  | 'cost'
  | 'costMicros'
  | 'conversions'
  | 'conversionValue'
  | 'conversionValueMicros';

export type Language = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl';

/**
 * Column names of Google Ads and LinkedIn Campaign Manager by language, in the form that `plainHeader` gives them.
 * The field names of our own metric rows are understood too. Columns that are not listed (CTR, budgets, states …) are
 * ignored: rates are computed from the figures.
 */
const NAMES: Record<Language, Partial<Record<Field, string>>> = {
  en: {
    date: 'day|date|start date',
    period: 'week|month|quarter|year',
    hour: 'hour|hour of day|hour of the day',
    account: 'account|account name',
    accountId: 'account id|customer id',
    campaign: 'campaign|campaign name',
    campaignId: 'campaign id|campaignid',
    campaignGroup: 'campaign group|campaign group name',
    campaignGroupId: 'campaign group id',
    adGroup: 'ad group|ad group name|adgroup',
    adGroupId: 'ad group id|adgroupid',
    ad: 'ad|ad name|creative name',
    adId: 'ad id|adid|creative id',
    keyword: 'keyword|search keyword',
    keywordId: 'keyword id|keywordid',
    platform: 'platform',
    currency: 'currency|currency code',
    impressions: 'impr|impressions|displays',
    clicks: 'clicks',
    cost: 'cost|total spent|spend|amount spent',
    costMicros: 'costmicros|cost micros',
    conversions: 'conversions',
    conversionValue: 'conv value|conversion value|total conversion value',
    conversionValueMicros: 'conversionvaluemicros',
  },
  de: {
    date: 'tag|datum|startdatum',
    period: 'woche|monat|quartal|jahr',
    hour: 'stunde|tageszeit',
    campaign: 'kampagne|kampagnenname',
    campaignId: 'kampagnen id',
    campaignGroup: 'kampagnengruppe|name der kampagnengruppe',
    campaignGroupId: 'kampagnengruppen id',
    adGroup: 'anzeigengruppe',
    ad: 'anzeige|name der anzeige',
    currency: 'wahrungscode|wahrung',
    impressions: 'impressionen',
    clicks: 'klicks',
    cost: 'kosten|gesamtausgaben',
    conversionValue: 'conv wert|conversion wert',
  },
  fr: {
    date: 'jour|date de debut',
    period: 'semaine|mois|trimestre|annee',
    hour: 'heure|heure de la journee',
    campaign: 'campagne|nom de la campagne',
    campaignId: 'id de la campagne|id de campagne|id campagne|identifiant de la campagne',
    campaignGroup: 'groupe de campagnes|nom du groupe de campagnes',
    campaignGroupId: 'id du groupe de campagnes',
    adGroup: 'groupe d annonces',
    ad: 'annonce',
    keyword: 'mot cle|mot cle de recherche',
    currency: 'code de la devise|code devise|devise',
    clicks: 'clics',
    cost: 'cout|total depense|depenses',
    conversionValue: 'valeur conv|valeur de conv|valeur de conversion|val conv',
  },
  es: {
    date: 'dia|fecha|fecha de inicio',
    period: 'semana|mes|trimestre|ano',
    hour: 'hora|hora del dia',
    campaign: 'campana|nombre de la campana',
    campaignId: 'id de la campana|id de campana|id campana',
    campaignGroup: 'grupo de campanas|nombre del grupo de campanas',
    campaignGroupId: 'id del grupo de campanas',
    adGroup: 'grupo de anuncios',
    ad: 'anuncio',
    keyword: 'palabra clave',
    currency: 'codigo de moneda|moneda|divisa|codigo de divisa',
    impressions: 'impresiones',
    clicks: 'clics',
    cost: 'coste|costo|total gastado|importe gastado',
    conversions: 'conversiones',
    conversionValue: 'valor de conv|valor conv|valor de conversion',
  },
  pt: {
    date: 'dia|data|data de inicio',
    period: 'semana|mes|trimestre|ano',
    hour: 'hora|hora do dia',
    campaign: 'campanha|nome da campanha',
    campaignId: 'id da campanha|codigo da campanha|codigo campanha',
    campaignGroup: 'grupo de campanhas|nome do grupo de campanhas',
    campaignGroupId: 'id do grupo de campanhas',
    adGroup: 'grupo de anuncios',
    ad: 'anuncio',
    keyword: 'palavra chave',
    currency: 'codigo da moeda|codigo de moeda|moeda',
    impressions: 'impressoes',
    clicks: 'cliques',
    cost: 'custo|total gasto|valor gasto',
    conversions: 'conversoes',
    conversionValue: 'valor da conv|valor conv|valor de conv|valor da conversao',
  },
  it: {
    date: 'giorno|data inizio',
    period: 'settimana|mese|trimestre|anno',
    hour: 'ora|ora del giorno',
    campaign: 'campagna|nome campagna',
    campaignId: 'id campagna|id della campagna',
    adGroup: 'gruppo di annunci',
    ad: 'annuncio',
    keyword: 'parola chiave',
    currency: 'codice valuta|valuta',
    impressions: 'impressioni',
    clicks: 'clic',
    cost: 'costo|totale speso',
    conversions: 'conversioni',
    conversionValue: 'valore conv|valore di conversione',
  },
  nl: {
    date: 'dag|datum|begindatum',
    period: 'maand|kwartaal|jaar',
    hour: 'uur|uur van de dag',
    campaign: 'campagne|campagnenaam',
    campaignId: 'campagne id',
    adGroup: 'advertentiegroep',
    ad: 'advertentie',
    keyword: 'zoekwoord',
    currency: 'valutacode|valuta',
    impressions: 'vertoningen|weergaven',
    clicks: 'klikken',
    cost: 'kosten|totaal besteed',
    conversions: 'conversies',
    conversionValue: 'conv waarde|conversiewaarde',
  },
};

export type ColumnMeaning = { readonly field: Field; readonly languages: readonly Language[] };

const MEANINGS: ReadonlyMap<string, ColumnMeaning> = collect();

function collect(): Map<string, ColumnMeaning> {
  const meanings = new Map<string, ColumnMeaning>();
  for (const [language, fields] of Object.entries(NAMES) as [Language, Record<string, string>][]) {
    for (const [field, names] of Object.entries(fields) as [Field, string][]) {
      for (const name of names.split('|')) {
        const existing = meanings.get(name);
        meanings.set(name, {
          field: existing?.field ?? field,
          languages: [...(existing?.languages ?? []), language],
        });
      }
    }
  }
  return meanings;
}

/** A header without case, accents, punctuation and its time zone note: `Start Date (in UTC)` → `start date`. */
export function plainHeader(header: string): string {
  return header
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\((?:in )?(?:utc|gmt)[^)]*\)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The field that a header names, and the languages that write it so; null for a column that is not used. */
export function meaningOf(header: string): ColumnMeaning | null {
  return MEANINGS.get(plainHeader(header)) ?? null;
}

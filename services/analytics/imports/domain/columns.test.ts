import { describe, expect, it } from 'vitest';
import { type Field, type Language, meaningOf, plainHeader } from './columns.ts';

/** Headers as the platforms write them, by the language of the account; separated by `|`. */
const WRITTEN: Record<Language, Partial<Record<Field, string>>> = {
  en: {
    date: 'Day|Date|Start Date (in UTC)',
    period: 'Week|Month|Quarter|Year',
    hour: 'Hour|Hour of day|Hour of the day',
    campaign: 'Campaign|Campaign Name',
    campaignId: 'Campaign ID|campaignId',
    campaignGroup: 'Campaign Group|Campaign Group Name',
    campaignGroupId: 'Campaign Group ID',
    adGroup: 'Ad group|Ad group name|adGroup',
    ad: 'Ad|Ad name|Creative Name',
    keyword: 'Keyword|Search keyword',
    platform: 'Platform',
    currency: 'Currency|Currency code',
    impressions: 'Impr.|Impressions|Displays',
    clicks: 'Clicks',
    cost: 'Cost|Total Spent|Spend|Amount spent',
    costMicros: 'costMicros|Cost micros',
    conversions: 'Conversions',
    conversionValue: 'Conv. value|Conversion value|Total Conversion Value',
    conversionValueMicros: 'conversionValueMicros',
  },
  de: {
    date: 'Tag|Datum|Startdatum',
    period: 'Woche|Monat|Quartal|Jahr',
    hour: 'Stunde|Tageszeit',
    campaign: 'Kampagne|Kampagnenname',
    campaignId: 'Kampagnen-ID',
    campaignGroup: 'Kampagnengruppe|Name der Kampagnengruppe',
    campaignGroupId: 'Kampagnengruppen-ID',
    adGroup: 'Anzeigengruppe',
    ad: 'Anzeige|Name der Anzeige',
    currency: 'Währungscode|Währung',
    impressions: 'Impr.|Impressionen',
    clicks: 'Klicks',
    cost: 'Kosten|Gesamtausgaben',
    conversionValue: 'Conv.-Wert|Conversion-Wert',
  },
  fr: {
    date: 'Jour|Date de début',
    period: 'Semaine|Mois|Trimestre|Année',
    hour: 'Heure|Heure de la journée',
    campaign: 'Campagne|Nom de la campagne',
    campaignId: 'ID de la campagne|ID de campagne|ID campagne|Identifiant de la campagne',
    campaignGroup: 'Groupe de campagnes|Nom du groupe de campagnes',
    campaignGroupId: 'ID du groupe de campagnes',
    adGroup: "Groupe d'annonces",
    ad: 'Annonce',
    keyword: 'Mot clé|Mot-clé de recherche',
    currency: 'Code de la devise|Code devise|Devise',
    clicks: 'Clics',
    cost: 'Coût|Total dépensé|Dépenses',
    conversionValue: 'Valeur conv.|Valeur de conv.|Valeur de conversion|Val. conv.',
  },
  es: {
    date: 'Día|Fecha|Fecha de inicio',
    period: 'Semana|Mes|Trimestre|Año',
    hour: 'Hora|Hora del día',
    campaign: 'Campaña|Nombre de la campaña',
    campaignId: 'ID de la campaña|ID de campaña|ID campaña',
    campaignGroup: 'Grupo de campañas|Nombre del grupo de campañas',
    campaignGroupId: 'ID del grupo de campañas',
    adGroup: 'Grupo de anuncios',
    ad: 'Anuncio',
    keyword: 'Palabra clave',
    currency: 'Código de moneda|Moneda|Divisa|Código de divisa',
    impressions: 'Impresiones',
    clicks: 'Clics',
    cost: 'Coste|Costo|Total gastado|Importe gastado',
    conversions: 'Conversiones',
    conversionValue: 'Valor de conv.|Valor conv.|Valor de conversión',
  },
  pt: {
    date: 'Dia|Data|Data de início',
    period: 'Semana|Mês|Trimestre|Ano',
    hour: 'Hora|Hora do dia',
    campaign: 'Campanha|Nome da campanha',
    campaignId: 'ID da campanha|Código da campanha|Código campanha',
    campaignGroup: 'Grupo de campanhas|Nome do grupo de campanhas',
    campaignGroupId: 'ID do grupo de campanhas',
    adGroup: 'Grupo de anúncios',
    ad: 'Anúncio',
    keyword: 'Palavra-chave',
    currency: 'Código da moeda|Código de moeda|Moeda',
    impressions: 'Impressões',
    clicks: 'Cliques',
    cost: 'Custo|Total gasto|Valor gasto',
    conversions: 'Conversões',
    conversionValue: 'Valor da conv.|Valor conv.|Valor de conv.|Valor da conversão',
  },
  it: {
    date: 'Giorno|Data inizio',
    period: 'Settimana|Mese|Trimestre|Anno',
    hour: 'Ora|Ora del giorno',
    campaign: 'Campagna|Nome campagna',
    campaignId: 'ID campagna|ID della campagna',
    adGroup: 'Gruppo di annunci',
    ad: 'Annuncio',
    keyword: 'Parola chiave',
    currency: 'Codice valuta|Valuta',
    impressions: 'Impressioni',
    clicks: 'Clic',
    cost: 'Costo|Totale speso',
    conversions: 'Conversioni',
    conversionValue: 'Valore conv.|Valore di conversione',
  },
  nl: {
    date: 'Dag|Datum|Begindatum',
    period: 'Maand|Kwartaal|Jaar',
    hour: 'Uur|Uur van de dag',
    campaign: 'Campagne|Campagnenaam',
    campaignId: 'Campagne-ID',
    adGroup: 'Advertentiegroep',
    ad: 'Advertentie',
    keyword: 'Zoekwoord',
    currency: 'Valutacode|Valuta',
    impressions: 'Vertoningen|Weergaven',
    clicks: 'Klikken',
    cost: 'Kosten|Totaal besteed',
    conversions: 'Conversies',
    conversionValue: 'Conv.-waarde|Conversiewaarde',
  },
};

describe.each(Object.entries(WRITTEN))('a report in %s', (_language, fields) => {
  it.each(Object.entries(fields))('has its %s under each name that the platforms give it', (field, names) => {
    for (const name of names.split('|')) {
      expect([name, meaningOf(name)?.field]).toEqual([name, field]);
    }
  });
});

it.each([
  ['Campaign', ['en']],
  ['Datum', ['de', 'nl']],
  ['Campagne', ['fr', 'nl']],
  ['Clics', ['fr', 'es']],
  ['Costo', ['es', 'it']],
  ['Semana', ['es', 'pt']],
])('says that %s is written so in %j', (header, languages) => {
  expect(meaningOf(header)?.languages).toEqual(languages);
});

it.each(['CTR', 'Avg. CPC', 'Budget', 'Campaign state', 'Clicks to Landing Page', '', 'constructor'])(
  'leaves out %j, which means nothing to a report',
  (header) => {
    expect(meaningOf(header)).toBeNull();
  },
);

it.each([
  ['  Conv. value ', 'conv value'],
  ['Start Date (in UTC)', 'start date'],
  ['Day (UTC+01:00)', 'day'],
  ['Tag (GMT+1) bis (in GMT)', 'tag bis'],
  ['Cost (EUR)', 'cost eur'],
  ['Währungscode', 'wahrungscode'],
  ['A -- B', 'a b'],
  ['Top 3', 'top 3'],
])('reads the header %j as %j: without case, accents, punctuation and time zone', (header, plain) => {
  expect(plainHeader(header)).toBe(plain);
});

import { spelling } from './columns.ts';

/** Why the lines of a segment do not add up to the campaign's day. */
export type Overlap = 'several-lines' | 'part' | 'approximate';

/**
 * Segments whose lines are no partition of a campaign's day, by the headers of Google Ads and LinkedIn Campaign Manager
 * and by names of the query language. `several-lines`: one impression is counted on several lines. `part`: traffic is
 * missing that no line shows. `approximate`: the platform rounds or estimates.
 */
const OVERLAPS: Readonly<Record<Overlap, string>> = {
  'several-lines':
    'Click type|Klicktyp|Klickart|Type de clic|Tipo de clic|Tipo de clique|Tipo di clic|Kliktype|Type klik|' +
    'Typ kliknięcia|Rodzaj kliknięcia|クリックの種類|クリックタイプ|segments.click_type|segments.clickType|' +
    'Asset|Asset ID|Asset type|Asset name|Asset-Typ|Asset-ID|Élément|Composant|Type de composant|Recurso|' +
    'Tipo de recurso|Tipo de asset|Tipo di asset|Itemtype|Zasób|Typ zasobu|Komponent|Typ komponentu|アセット|' +
    'アセットの種類|アセット タイプ|asset.id|asset.type|asset.name|asset_group_asset.asset|campaign_asset.asset|ad_group_asset.asset|' +
    'Extension|Extension type|Ad extension|Feed item|Sitelink|Audience|Audience segment|Audience name|' +
    'Zielgruppe|Zielgruppensegment|Segment d’audience|Audiences|Segmento de audiencia|Audiencia|Público|' +
    'Público-alvo|Segmento de público-alvo|Segmento de público|Pubblico|Segmento di pubblico|Doelgroep|' +
    'Doelgroepsegment|Segment odbiorców|Odbiorcy|オーディエンス|オーディエンス セグメント|オーディエンスセグメント|' +
    'user_list.name|ad_group_criterion.user_list.user_list|Topic|Topics|Thema|Thème|Tema|Onderwerp|Temat|トピック',
  part:
    'Search term|Search terms|Suchbegriff|Suchbegriffe|Terme de recherche|Termes de recherche|' +
    'Término de búsqueda|Términos de búsqueda|Termo de pesquisa|Termos de pesquisa|Termine di ricerca|' +
    'Termini di ricerca|Zoekterm|Zoektermen|Wyszukiwane hasło|Wyszukiwane hasła|検索語句|検索クエリ|' +
    'Search query|search_term_view.search_term|searchTermView.searchTerm|' +
    'Age|Age range|Alter|Altersgruppe|Altersbereich|Âge|Tranche d’âge|Edad|Rango de edad|Intervalo de edad|' +
    'Idade|Faixa etária|Età|Fascia di età|Leeftijd|Leeftijdscategorie|Wiek|Przedział wiekowy|年齢|年齢層|' +
    'ad_group_criterion.age_range.type|Gender|Geschlecht|Sexe|Sexo|Género|Genere|Sesso|Geslacht|Płeć|性別|' +
    'ad_group_criterion.gender.type|Household income|Haushaltseinkommen|Revenu du foyer|Ingresos del hogar|' +
    'Renda familiar|Reddito del nucleo familiare|Gezinsinkomen|Dochód gospodarstwa domowego|世帯収入|' +
    'Parental status|Elternstatus|Statut parental|Estado parental|Status parental|Stato parentale|' +
    'Ouderlijke status|Status rodzicielski|子供の有無|Placement|Placements|Placement URL|Emplacement|' +
    'Emplacements|Posizionamento|Plaatsing|Miejsce docelowe|プレースメント|' +
    'group_placement_view.placement|detail_placement_view.placement',
  approximate:
    'Job Title Segment|Job Function Segment|Job Seniority Segment|Seniority Segment|Company Name Segment|' +
    'Company Size Segment|Company Industry Segment|Industry Segment|Company Segment|Location Segment|' +
    'Country Segment|County Segment|Country/Region Segment|Member Country Segment|Member Company Segment|' +
    'Job title|Job function|Job seniority|Seniority|Company size|Company industry|' +
    'Berufsbezeichnung|Jobbezeichnung|Tätigkeitsbereich|Karrierestufe|Unternehmensgröße|' +
    'Intitulé de poste|Fonction|Niveau hiérarchique|Taille de l’entreprise|' +
    'Cargo|Función laboral|Nivel de responsabilidad|Tamaño de la empresa|' +
    'Título do cargo|Função|Nível de experiência|Tamanho da empresa|' +
    'Qualifica|Funzione lavorativa|Anzianità lavorativa|Dimensioni dell’azienda|' +
    'Functietitel|Functie|Senioriteit|Bedrijfsgrootte|' +
    'Stanowisko|Funkcja zawodowa|Poziom stanowiska|Wielkość firmy|役職|職種|職務レベル|企業規模',
};

/** Segments by which conversions add up, while impressions, clicks and cost stand on several of their lines or on none. */
const OF_CONVERSIONS =
  'Conversion action|Conversion action name|Conversion name|Conversion category|Conversion source|' +
  'Conversion action category|Days to conversion|Conversion-Aktion|Name der Conversion|Conversion-Kategorie|' +
  'Action de conversion|Nom de la conversion|Catégorie de conversion|Acción de conversión|' +
  'Nombre de la conversión|Categoría de conversión|Ação de conversão|Nome da conversão|Categoria de conversão|' +
  'Azione di conversione|Nome conversione|Categoria di conversione|Conversieactie|Naam van conversie|' +
  'Conversiecategorie|Działanie powodujące konwersję|Nazwa konwersji|Kategoria konwersji|' +
  'コンバージョン アクション|コンバージョンアクション|コンバージョン名|コンバージョン カテゴリ|' +
  'segments.conversion_action|segments.conversion_action_name|segments.conversionAction|segments.conversionActionName|' +
  'segments.conversion_action_category';

/** Segments that divide a campaign's day exactly: their lines add up. */
const PARTITIONS =
  'Device|Device type|Gerät|Appareil|Dispositivo|Apparaat|Urządzenie|デバイス|segments.device|' +
  'Network|Network (with search partners)|Ad network|Ad network type|Netzwerk|Werbenetzwerk|Réseau|Red|Rede|' +
  'Rete|Netwerk|Sieć|ネットワーク|segments.ad_network_type|segments.adNetworkType|' +
  'Match type|Search keyword match type|Keyword match type|Keyword-Option|Type de correspondance|' +
  'Tipo de concordancia|Tipo de correspondência|Tipo di corrispondenza|Zoektype|Typ dopasowania|マッチタイプ|' +
  'Top vs. Other|Slot|segments.slot|Day of week|Day of the week|Wochentag|Jour de la semaine|' +
  'Día de la semana|Dia da semana|Giorno della settimana|Dag van de week|Dzień tygodnia|曜日|segments.day_of_week|' +
  'Hour|Hour of day|Campaign type|Ad type|Ad state|Ad status|Ad ID|Ad group ID|Ad group type|Keyword ID|Creative ID';

const names = (listed: string): Set<string> => new Set(listed.split('|').map(spelling));
const overlaps = (Object.entries(OVERLAPS) as [Overlap, string][]).map(
  ([why, listed]) => [why, names(listed)] as const,
);
const ofConversions = names(OF_CONVERSIONS);
const partitions = names(PARTITIONS);

/** Why the lines of this segment do not add up; null for any other column. */
export function overlapOf(header: string): Overlap | null {
  const plain = spelling(header);
  return (
    overlaps.find(([, listed]) => listed.has(plain))?.[0] ?? (/ segment$/.test(plain) ? 'approximate' : null)
  );
}

/** Whether a segment divides conversions only. */
export const isOfConversions = (header: string): boolean => ofConversions.has(spelling(header));

/** Whether the lines of a segment are known to add up to the campaign's day. */
export const isPartition = (header: string): boolean => partitions.has(spelling(header));

const REASONS: Readonly<Record<Overlap, string>> = {
  'several-lines': 'which counts one impression on several lines',
  part: 'whose lines are only a part of the traffic',
  approximate: 'whose figures are approximate and overlap',
};

/** What the person who sent the file is told about such a segment. */
export const overlapSentence = (header: string, why: Overlap): string =>
  `The report is broken down by "${header.slice(0, 60)}", ${REASONS[why]}: its lines do not add up to the campaign. ` +
  'Remove this segment from the report and export it again.';

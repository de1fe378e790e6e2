import type { FieldNames } from '../columns.ts';

/** Headers in French. */
export const fr: FieldNames = {
  date: 'Jour|Date|Date de début',
  period: 'Semaine|Mois|Trimestre|Année',
  hour: 'Heure|Heure de la journée',
  account: 'Compte|Nom du compte',
  accountId: 'ID du compte|ID de compte|Numéro client|Identifiant client',
  campaign: 'Campagne|Nom de la campagne',
  campaignId: 'ID de la campagne|ID de campagne|ID campagne|Identifiant de la campagne',
  campaignGroup: 'Groupe de campagnes|Nom du groupe de campagnes',
  campaignGroupId: 'ID du groupe de campagnes',
  adGroup: "Groupe d'annonces|Nom du groupe d'annonces",
  adGroupId: "ID du groupe d'annonces|ID de groupe d'annonces",
  ad: "Annonce|Nom de l'annonce",
  adId: "ID de l'annonce|ID d'annonce",
  keyword: 'Mot clé|Mot-clé de recherche|Mot clé pour le Réseau de Recherche',
  keywordId: 'ID du mot clé|ID de mot clé',
  currency: 'Code de la devise|Code devise|Devise',
  impressions: 'Impr.|Impressions',
  clicks: 'Clics',
  cost: 'Coût|Total dépensé|Dépenses|Montant dépensé|Montant total dépensé',
  conversions: 'Conversions',
  conversionValue:
    'Valeur conv.|Valeur de conv.|Valeur de conversion|Val. conv.|Valeur totale des conversions|Valeur de conversion totale',
};

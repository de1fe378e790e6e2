import type { FieldNames } from '../columns.ts';

/** Headers in Spanish. */
export const es: FieldNames = {
  date: 'Día|Fecha|Fecha de inicio',
  period: 'Semana|Mes|Trimestre|Año',
  hour: 'Hora|Hora del día',
  account: 'Cuenta|Nombre de la cuenta',
  accountId: 'ID de la cuenta|ID de cuenta|ID de cliente',
  campaign: 'Campaña|Nombre de la campaña',
  campaignId: 'ID de la campaña|ID de campaña|ID campaña',
  campaignGroup: 'Grupo de campañas|Nombre del grupo de campañas',
  campaignGroupId: 'ID del grupo de campañas',
  adGroup: 'Grupo de anuncios|Nombre del grupo de anuncios',
  adGroupId: 'ID del grupo de anuncios|ID de grupo de anuncios',
  ad: 'Anuncio|Nombre del anuncio',
  adId: 'ID del anuncio|ID de anuncio',
  keyword: 'Palabra clave|Palabra clave de búsqueda|Palabra clave de la Red de Búsqueda',
  keywordId: 'ID de palabra clave|ID de la palabra clave',
  currency: 'Código de moneda|Moneda|Divisa|Código de divisa',
  impressions: 'Impr.|Impresiones',
  clicks: 'Clics',
  cost: 'Coste|Costo|Total gastado|Importe gastado|Gasto total|Inversión',
  conversions: 'Conversiones',
  conversionValue: 'Valor de conv.|Valor conv.|Valor de conversión|Valor total de conversión',
};

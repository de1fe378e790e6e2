import type { FieldNames } from '../columns.ts';

/** Headers in Portuguese, of Brazil and of Portugal. */
export const pt: FieldNames = {
  date: 'Dia|Data|Data de início',
  period: 'Semana|Mês|Trimestre|Ano',
  hour: 'Hora|Hora do dia',
  account: 'Conta|Nome da conta',
  accountId: 'ID da conta|ID do cliente|Código da conta|Código do cliente',
  campaign: 'Campanha|Nome da campanha',
  campaignId: 'ID da campanha|Código da campanha|Código campanha',
  campaignGroup: 'Grupo de campanhas|Nome do grupo de campanhas',
  campaignGroupId: 'ID do grupo de campanhas|Código do grupo de campanhas',
  adGroup: 'Grupo de anúncios|Nome do grupo de anúncios',
  adGroupId: 'ID do grupo de anúncios|Código do grupo de anúncios',
  ad: 'Anúncio|Nome do anúncio',
  adId: 'ID do anúncio|Código do anúncio',
  keyword: 'Palavra-chave|Palavra-chave da rede de pesquisa|Palavra-chave de pesquisa',
  keywordId: 'ID da palavra-chave|Código da palavra-chave',
  currency: 'Código da moeda|Código de moeda|Moeda',
  impressions: 'Impr.|Impressões',
  clicks: 'Cliques',
  cost: 'Custo|Total gasto|Valor gasto|Valor total gasto|Montante gasto',
  conversions: 'Conversões',
  conversionValue: 'Valor da conv.|Valor conv.|Valor de conv.|Valor da conversão|Valor total da conversão',
};

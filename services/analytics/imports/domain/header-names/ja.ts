import type { FieldNames } from '../columns.ts';

/** Headers in Japanese. */
export const ja: FieldNames = {
  date: '日|日付|日にち|開始日',
  period: '週|月|四半期|年',
  hour: '時間|時間帯|時刻',
  account: 'アカウント|アカウント名',
  accountId: 'アカウント ID|アカウントID|お客様 ID|お客様ID|顧客 ID|顧客ID',
  campaign: 'キャンペーン|キャンペーン名',
  campaignId: 'キャンペーン ID|キャンペーンID',
  campaignGroup: 'キャンペーングループ|キャンペーングループ名|キャンペーン グループ|キャンペーン グループ名',
  campaignGroupId: 'キャンペーングループID|キャンペーングループ ID',
  adGroup: '広告グループ|広告グループ名',
  adGroupId: '広告グループ ID|広告グループID',
  ad: '広告|広告名',
  adId: '広告 ID|広告ID',
  keyword: 'キーワード|検索キーワード',
  keywordId: 'キーワード ID|キーワードID',
  currency: '通貨コード|通貨',
  impressions: '表示回数|インプレッション|インプレッション数',
  clicks: 'クリック数|クリック',
  cost: '費用|ご利用額|合計費用|消化金額|支出額|総費用',
  conversions: 'コンバージョン|コンバージョン数',
  conversionValue: 'コンバージョン値|コンバージョン価値|合計コンバージョン値',
};

import type { FieldNames } from '../columns.ts';

/** Headers in Polish. */
export const pl: FieldNames = {
  date: 'Dzień|Data|Data rozpoczęcia',
  period: 'Tydzień|Miesiąc|Kwartał|Rok',
  hour: 'Godzina|Godzina dnia|Pora dnia',
  account: 'Konto|Nazwa konta',
  accountId: 'Identyfikator konta|ID konta|Identyfikator klienta|Numer klienta',
  campaign: 'Kampania|Nazwa kampanii',
  campaignId: 'Identyfikator kampanii|ID kampanii',
  campaignGroup: 'Grupa kampanii|Nazwa grupy kampanii',
  campaignGroupId: 'Identyfikator grupy kampanii|ID grupy kampanii',
  adGroup: 'Grupa reklam|Nazwa grupy reklam',
  adGroupId: 'Identyfikator grupy reklam|ID grupy reklam',
  ad: 'Reklama|Nazwa reklamy',
  adId: 'Identyfikator reklamy|ID reklamy',
  keyword: 'Słowo kluczowe|Słowo kluczowe w sieci wyszukiwania',
  keywordId: 'Identyfikator słowa kluczowego|ID słowa kluczowego',
  currency: 'Kod waluty|Waluta',
  impressions: 'Wyśw.|Wyświetlenia|Liczba wyświetleń',
  clicks: 'Kliknięcia|Liczba kliknięć',
  cost: 'Koszt|Łączne wydatki|Wydana kwota|Wydatki|Całkowite wydatki',
  conversions: 'Konwersje|Liczba konwersji',
  conversionValue: 'Wartość konw.|Wartość konwersji|Łączna wartość konwersji',
};

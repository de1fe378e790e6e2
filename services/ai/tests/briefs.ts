import { Brief } from '../../../contracts/ai/brief.ts';
import type { z } from 'zod';

const BASE = {
  product: 'Acme CRM — sales pipeline software',
  description:
    'Acme CRM is a pipeline tool for small sales teams. It helps you track deals, forecast revenue and automate follow-ups in one place. Works with Gmail and Outlook.',
  audience: 'Sales managers at mid-size software companies, founders of small businesses',
  landingPageUrl: 'https://acme.example/crm',
  objective: 'leads',
  platforms: ['google-ads', 'linkedin-ads'],
  locations: ['US'],
  languages: ['en'],
  claims: ['14-day free trial', 'GDPR compliant', 'Set up in 10 minutes'],
} satisfies z.input<typeof Brief>;

/** A brief of a small software firm; `changes` replace its fields. */
export function briefOf(changes: Partial<z.input<typeof Brief>> = {}): Brief {
  return Brief.parse({ ...BASE, ...changes });
}

/** The same kind of brief in the other languages that have templates. */
export const TRANSLATED = {
  de: briefOf({
    product: 'Lohnwerk',
    description:
      'Lohnwerk ist eine Software für die Lohnabrechnung im Handwerk. Sie hilft Betrieben, Löhne abzurechnen, Stunden zu erfassen und Meldungen zu verschicken. Alle Daten liegen in Deutschland.',
    audience: 'Handwerksbetriebe mit bis zu 50 Mitarbeitern, Steuerberater',
    languages: ['de'],
    claims: ['30 Tage kostenlos testen'],
  }),
  fr: briefOf({
    product: 'Cuisinea',
    description:
      'Cuisinea est un service de livraison de paniers repas. Il permet de planifier les repas de la semaine et de cuisiner des plats de saison. Les produits viennent de fermes locales.',
    audience: 'Parents actifs et jeunes couples en ville',
    languages: ['fr'],
    claims: ['Sans abonnement'],
  }),
  es: briefOf({
    product: 'Contaplus: programa de facturación',
    description:
      'Contaplus es un programa de facturación para autónomos. Ayuda a emitir facturas, controlar gastos y preparar impuestos.',
    audience: 'Autónomos y pequeñas empresas',
    languages: ['es'],
    claims: [],
  }),
};

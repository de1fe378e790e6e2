import { holdCalls } from './record.ts';

holdCalls('answers');

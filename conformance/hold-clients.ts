import { holdCalls } from './record.ts';

holdCalls('requests and answers');

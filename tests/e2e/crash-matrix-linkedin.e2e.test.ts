import { shortForm } from '../crash-matrix/short-form.ts';

shortForm('linkedin-ads');

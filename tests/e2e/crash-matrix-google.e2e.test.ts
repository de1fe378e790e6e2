import { shortForm } from '../crash-matrix/short-form.ts';

shortForm('google-ads');

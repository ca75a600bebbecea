export * as loc from '@lit/localize';

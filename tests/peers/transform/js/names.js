import {html} from 'lit';
import {msg as t, str as s} from '@lit/localize';
import * as localize from '@lit/localize';
import {msg as passed, translate} from './passed-on.js';
import * as own from './passed-on.js';

export const alias = () => t('Alias');
export const aliasOfStr = () => t(s`Alias ${1}`);
export const aliasInHtml = () => html`<p>${t(html`<b>Alias</b>`)}</p>`;
export const namespace = () => localize.msg('Namespace');
export const namespaceOfStr = () => localize.msg(localize.str`Namespace ${1}`);
export const namespaceByKey = () => localize['msg']('Namespace by key');
export const reExport = () => passed('Passed on');
export const reExportOfAnotherName = () => translate('Renamed');
export const reExportByNamespace = () => own.msg('Own namespace');
export const shadowed = () => {
  const t = (text) => `[${text}]`;
  return t('Not a message');
};
export const shadowedByParameter = () => ((t) => t('Not a message'))((text) => `[${text}]`);
export const otherMsg = () => ({msg: (text) => `[${text}]`}).msg('Not a message');

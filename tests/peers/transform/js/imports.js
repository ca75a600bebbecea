// What else stands in the import, and what is beside it.
import {html as markup} from 'lit';
import {html} from 'lit';
import './effect.js';
import {msg, str, LOCALE_STATUS_EVENT, updateWhenLocaleChanges} from '@lit/localize';
import {effects} from './effect.js';

export const statusEvent = () => LOCALE_STATUS_EVENT;
export const statusEventInObject = () => ({name: LOCALE_STATUS_EVENT, [LOCALE_STATUS_EVENT]: 1});
export const statusEventInCall = () => ((name) => name.length)(LOCALE_STATUS_EVENT);
export const statusEventIsShadowed = () => ((LOCALE_STATUS_EVENT) => LOCALE_STATUS_EVENT)('mine');
export const statusEventAsMember = () => ({LOCALE_STATUS_EVENT: 'mine'}).LOCALE_STATUS_EVENT;
export const updates = () => updateWhenLocaleChanges({addController() {}, requestUpdate() {}});
export const effectsStay = () => effects;
export const otherTagNames = () => markup`<p>${msg('Other tag')}</p>`;
export const htmlIsThere = () => msg(html`<b>html</b> ${1}`);
export const strIsUsed = () => msg(str`str ${1}`);

// Names of the library that stay where no call and no tag is replaced.
import {html} from 'lit';
import {LOCALE_STATUS_EVENT, localized, msg, str} from '@lit/localize';

export const markerInVariable = () => {
  const marker = msg;
  return marker('Through a variable');
};
export const markerAsValue = () => typeof msg;
export const markerInList = () => [msg, str].map((value) => typeof value);
export const strAsValue = () => typeof str;
export const shorthandOfEvent = () => ({LOCALE_STATUS_EVENT});
export const decoratorAsFunction = () => typeof localized()(class { static addInitializer() {} });
export const typeofEvent = () => typeof LOCALE_STATUS_EVENT;
export const beside = () => html`<p>${msg('Beside them')}</p>`;

import {t, tn, tc} from './i18n';

export const Sure = ({count, i18n}: {count: number}) => (
  <section title={t('Title')} data-note="it's t('no text')">
    it's t('no call') {t("Plain")}, {tn('one letter', '%d letters', count < 2 ? 1 : count)}
    {count > 1 && <b>{i18n.t('Joined ' + `text`)}</b>}
    <Row label={<i>'{tc('menu', 'Open', t('Nested'))}'</i>}/>
    {[1, 2].map((n) => t(n ? 'no constant' : ''))}
  </section>
);

import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a \\ ` $ ${ & < > " \' b', {id: 'p'});
msg(str`c \\ \` $ \${x} & < > ${1}`, {id: 's'});
msg(html`d \\ \` $ & &lt; &gt; <b>$</b>`, {id: 'h'});

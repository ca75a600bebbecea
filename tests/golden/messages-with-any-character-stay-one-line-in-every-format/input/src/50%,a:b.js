import {msg} from '@lit/localize';
msg('One', {id: 'a\n100%: b, c\r::error::'});
msg('Two', {id: 'a\n100%: b, c\r::error::'});

import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('Hello World');
msg('Other', {id: 's3d58dee72d4e0c27'});

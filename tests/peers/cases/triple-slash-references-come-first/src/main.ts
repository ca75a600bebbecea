/// <reference path="./z.ts" />
import './a.js';
import {msg} from '@lit/localize';
msg('main');

import './no.js';
import 'nothing';
import './style.css';
import data from './data.json';
import 'node:fs';
import '';
import {msg} from '@lit/localize';
msg('main');

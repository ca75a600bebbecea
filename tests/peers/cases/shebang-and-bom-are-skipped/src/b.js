#!/usr/bin/env node
import {msg} from '@lit/localize';
msg('shebang');

import {msg as t} from '@lit/localize';
t('renamed');

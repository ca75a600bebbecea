import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`a<template><b>x</b></template>b`);
msg(html`<template>${a}</template>x`);

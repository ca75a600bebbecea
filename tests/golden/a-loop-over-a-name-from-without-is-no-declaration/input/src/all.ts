import {msg} from '@lit/localize';

let each: string;
export function all(list: string[]) {
  var count = 0;
  for (each of list) count += each.length;
  const say = msg;
  return say('All') + count;
}

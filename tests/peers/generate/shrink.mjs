// Delta debugging: a smallest list for which `fails` still holds, found by leaving out ever smaller runs of items.

export async function shrink(items, fails) {
  let left = items;
  let size = Math.ceil(left.length / 2);
  while (left.length > 1) {
    const smaller = await withoutARun(left, size, fails);
    if (smaller) left = smaller;
    else if (size === 1) break;
    size = Math.max(1, Math.min(Math.ceil(size / 2), Math.ceil(left.length / 2)));
  }
  return left;
}

async function withoutARun(items, size, fails) {
  for (let start = 0; start < items.length; start += size) {
    const rest = [...items.slice(0, start), ...items.slice(start + size)];
    if (rest.length > 0 && await fails(rest)) return rest;
  }
  return undefined;
}

async function f() {
  const L = await import('@lit/localize');
  L.msg('member');
  const {msg} = await import('@lit/localize');
  msg('destructured');
  (await import('@lit/localize')).msg('direct');
  import('@lit/localize').then(({msg}) => msg('then'));
}

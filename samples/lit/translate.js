// What a translator does at the service, through its API: node translate.js LANGUAGE SOURCE TRANSLATION
const [language, source, translation] = process.argv.slice(2);
const resource = 'o:corner:p:shop:r:messages';
const headers = {authorization: `Bearer ${process.env.TX_TOKEN}`, 'content-type': 'application/vnd.api+json'};

async function ask(path, options = {}) {
  const answer = await fetch(process.env.TX_HOSTNAME + path, {headers, ...options});
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const strings = await ask(`/resource_strings?filter[resource]=${resource}`);
const string = strings.data.find(({attributes}) => attributes.strings.other === source);
const id = `${string.id}:l:${language}`;
const attributes = {strings: {other: translation}};
await ask(`/resource_translations/${id}`, {method: 'PATCH', body: JSON.stringify({data: {type: 'resource_translations', id, attributes}})});
console.log(`${language}: "${source}" is now "${translation}"`);

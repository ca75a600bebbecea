// What two runs of one command must have in common, beside the files.

export const LONGEST_RUN = 60_000;

const COLOUR = /\x1b\[[0-9;]*m/g;
const PEER_PLACE = /^(\S.*?:\d+:\d+) - error TS2324: /gm;
const GLOT_PLACE = /^(\S.*?:\d+:\d+): error: /gm;

const places = (stderr, pattern) =>
  [...new Set([...stderr.replace(COLOUR, '').matchAll(pattern)].map((match) => match[1]))].sort();

export function compareStatus(peer, glot) {
  const allowed = peer === 0 ? [0] : [1, 2, 3];
  return allowed.includes(glot) ? [] : [`exit status ${glot}, the peer's is ${peer}`];
}

export function comparePlaces(peer, glot) {
  const [theirs, ours] = [places(peer, PEER_PLACE), places(glot, GLOT_PLACE)];
  const missing = theirs.filter((place) => !ours.includes(place)).map((place) => `no error at ${place}`);
  const extra = theirs.length === 0 ? [] : ours.filter((place) => !theirs.includes(place)).map((place) => `error at ${place}`);
  return [...missing, ...extra];
}

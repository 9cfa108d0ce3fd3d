const NOTES_HZ = [659.25, 880];
const NOTE_S = 0.09;
const FADE_S = 0.35;
const LOUDNESS = 0.06;
/** Many messages at once make one sound. */
const REST_MS = 1_500;

let context: AudioContext | undefined;
let lastPlayed = 0;

/** Two soft notes; `false`: they cannot be heard until the person has touched the page once, browsers want it so. */
export function playChime(): boolean {
  if (!navigator.userActivation.hasBeenActive) return false;
  const now = Date.now();
  if (now - lastPlayed < REST_MS) return true;
  lastPlayed = now;
  context ??= new AudioContext();
  const start = context.currentTime;
  NOTES_HZ.forEach((pitch, index) => {
    if (context !== undefined) playNote(context, pitch, start + index * NOTE_S);
  });
  return true;
}

function playNote(audio: AudioContext, pitch: number, at: number) {
  const tone = new OscillatorNode(audio, { type: "sine", frequency: pitch });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + FADE_S);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + FADE_S);
}

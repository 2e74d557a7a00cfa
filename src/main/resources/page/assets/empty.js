/* Before the first VariantAutoscaling: what to do next. */
import { el } from './dom.js';

const STEPS = [
  ['Say what an accelerator costs and which targets a class has.',
    'kubectl apply -f deploy/configmap-accelerator-unitcost.yaml -f deploy/configmap-serviceclass.yaml'],
  ['Name a Deployment of vLLM and its model in a VariantAutoscaling.',
    'kubectl apply -f deploy/examples/vllm-emulator/vllme-setup/vllme-variantautoscaling.yaml'],
  ['See what is still missing.', 'kubectl get variantautoscalings -A'],
];

export function emptyFleet() {
  return el('section', { class: 'card empty' },
    el('h2', { text: 'No VariantAutoscaling yet' }),
    el('p', { text: 'WVA runs and watches. As soon as there is a variant it appears here, without a reload.' }),
    el('ol', {}, ...STEPS.map(([text, command]) => el('li', {}, text,
      el('pre', { tabindex: '0', 'aria-label': 'Command' }, el('code', { text: command }))))),
    el('p', { class: 'hint', text: 'docs/install.md goes through it step by step; docs/crd.md explains each field.' }));
}

{{- /* What the controller does in the namespaces of variants: it reads what it decides about and writes nothing but the
       status of its own resource and Events. Whatever it reads it watches, which takes list and watch but no get. */ -}}
{{- define "wva.rules" -}}
- apiGroups: [llmd.ai]
  resources: [variantautoscalings]
  verbs: [list, watch]
- apiGroups: [llmd.ai]
  resources: [variantautoscalings/status]
  verbs: [patch]
# the targets and how many replicas they have
- apiGroups: [apps]
  resources: [deployments, statefulsets]
  verbs: [list, watch]
# which pods belong to a target, are ready or wait for a node
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
# whether an autoscaler acts on a target, and what keeps it from the decision
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [list, watch]
{{ include "wva.rules.events" . }}
{{- end -}}

{{- define "wva.rules.events" -}}
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end -}}

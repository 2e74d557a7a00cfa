{{- /* What the controller's pod and the test's pod share. */ -}}

{{- define "wva.environment" -}}
# who this pod is: its name in the Lease, its namespace for the ConfigMaps, its address for the log
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: POD_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
{{- with .Values.controllerInstance }}
- name: CONTROLLER_INSTANCE
  value: {{ . | quote }}
{{- end }}
{{- with .Values.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "wva.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "wva.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if not .Values.prometheus.plainHttp }}
- name: prometheus-ca
  mountPath: /etc/prometheus-ca
  readOnly: true
{{- end }}
{{- if or .Values.prometheus.token.secret .Values.prometheus.basicAuth.secret }}
- name: prometheus-login
  mountPath: /etc/prometheus-login
  readOnly: true
{{- end }}
{{- if .Values.prometheus.clientCertificate.secret }}
- name: prometheus-client
  mountPath: /etc/prometheus-client
  readOnly: true
{{- end }}
{{- end -}}

{{- define "wva.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- with .Values.prometheus }}
{{- if not .plainHttp }}
# the authority that signed Prometheus' certificate; may come after the controller
- name: prometheus-ca
  {{- if .ca.secret }}
  secret:
    secretName: {{ .ca.secret }}
    optional: true
    items:
      - key: {{ .ca.key }}
        path: {{ .ca.key }}
  {{- else }}
  configMap:
    name: {{ .ca.configMap | default "prometheus-ca" }}
    optional: true
  {{- end }}
{{- end }}
{{- with .token.secret | default .basicAuth.secret }}
- name: prometheus-login
  secret:
    secretName: {{ . }}
{{- end }}
{{- with .clientCertificate.secret }}
- name: prometheus-client
  secret:
    secretName: {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* The file wva.json, where there is one. */ -}}
{{- define "wva.configurationMount" -}}
{{- if include "wva.configuration" . -}}
- name: configuration
  mountPath: /etc/wva
  readOnly: true
{{- end -}}
{{- end -}}

{{- define "wva.configurationVolume" -}}
{{- if include "wva.configuration" . -}}
- name: configuration
  configMap:
    name: workload-variant-autoscaler-configuration
{{- end -}}
{{- end -}}

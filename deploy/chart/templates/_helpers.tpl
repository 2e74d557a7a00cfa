{{- /* What the names begin with. The longest name made of it, the Service's, has 35 characters more, of 63. */ -}}
{{- define "wva.fullname" -}}
{{- .Values.fullnameOverride | default .Release.Name | trunc 28 | trimSuffix "-" -}}
{{- end -}}

{{- /* Of the Deployment, the ServiceAccount and what goes with them. */ -}}
{{- define "wva.controller" -}}
{{ include "wva.fullname" . }}-controller-manager
{{- end -}}

{{- define "wva.service" -}}
{{ include "wva.controller" . }}-metrics-service
{{- end -}}

{{- define "wva.externalMetrics" -}}
{{ include "wva.fullname" . }}-external-metrics
{{- end -}}

{{- /* The labels of every object. Takes a list: the root, and the part of the installation that the object is of. */ -}}
{{- define "wva.labels" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: workload-variant-autoscaler
app.kubernetes.io/component: {{ index . 1 }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{- /* The same as in the kustomize bases, and never more: a Deployment's selector cannot change. */ -}}
{{- define "wva.selector" -}}
app.kubernetes.io/name: workload-variant-autoscaler
control-plane: controller-manager
{{- end -}}

{{- define "wva.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* A binding's subject: the controller. */ -}}
{{- define "wva.subjects" -}}
subjects:
  - kind: ServiceAccount
    name: {{ include "wva.controller" . }}
    namespace: {{ .Release.Namespace }}
{{- end -}}

{{- /* The file wva.json: what needs a key of it, over what the value "config" says. Empty = no file is needed. */ -}}
{{- define "wva.configuration" -}}
{{- $file := deepCopy .Values.config -}}
{{- $own := dict -}}
{{- with .Values.watch.namespaces -}}
{{- $_ := set $own "controller" (dict "watchNamespaces" .) -}}
{{- end -}}
{{- if .Values.watch.capacityFromNodes -}}
{{- $_ := set $own "watch" (dict "capacityFromNodes" true) -}}
{{- end -}}
{{- $collector := dict -}}
{{- if .Values.prometheus.plainHttp -}}
{{- $_ := set $collector "allowPlainHttp" true -}}
{{- end -}}
{{- with .Values.prometheus.headers -}}
{{- $_ := set $collector "headers" . -}}
{{- end -}}
{{- with .Values.prometheus.queryParameters -}}
{{- $_ := set $collector "queryParameters" . -}}
{{- end -}}
{{- if $collector -}}
{{- $_ := set $own "collector" $collector -}}
{{- end -}}
{{- if not .Values.page.enabled -}}
{{- $_ := set $own "page" (dict "enabled" false) -}}
{{- end -}}
{{- if .Values.keda.enabled -}}
{{- $keda := dict "enabled" true -}}
{{- if .Values.keda.clientCaSecret -}}
{{- $_ := set $keda "clientCaPath" "/etc/wva-keda/ca.crt" -}}
{{- end -}}
{{- $_ := set $own "keda" $keda -}}
{{- end -}}
{{- $file = mergeOverwrite $file $own -}}
{{- if $file -}}
{{ toPrettyJson $file }}
{{- end -}}
{{- end -}}

{{- /* Values that are each right and do not fit together. Called by the Deployment. */ -}}
{{- define "wva.conflicts" -}}
{{- $values := .Values -}}
{{- $prometheus := .Values.prometheus -}}
{{- $plain := hasPrefix "http://" $prometheus.url -}}
{{- if and .Values.image.tag .Values.image.digest -}}
{{- fail "image.tag and image.digest: give one of them" -}}
{{- end -}}
{{- if and $plain (not $prometheus.plainHttp) -}}
{{- fail (printf "prometheus.url is %s: set prometheus.plainHttp to true if queries may go unencrypted" $prometheus.url) -}}
{{- end -}}
{{- if and $prometheus.plainHttp (not $plain) -}}
{{- fail (printf "prometheus.plainHttp is true, but prometheus.url is %s: leave one of them out" $prometheus.url) -}}
{{- end -}}
{{- if and $plain (or $prometheus.ca.configMap $prometheus.ca.secret $prometheus.insecureSkipVerify $prometheus.serverName $prometheus.clientCertificate.secret) -}}
{{- fail "prometheus.plainHttp has no certificates: leave prometheus.ca, insecureSkipVerify, serverName and clientCertificate out" -}}
{{- end -}}
{{- if and $prometheus.ca.configMap $prometheus.ca.secret -}}
{{- fail "prometheus.ca.configMap and prometheus.ca.secret: give one of them" -}}
{{- end -}}
{{- if and $prometheus.insecureSkipVerify (or $prometheus.ca.configMap $prometheus.ca.secret) -}}
{{- fail "prometheus.insecureSkipVerify makes prometheus.ca useless: leave one of them out" -}}
{{- end -}}
{{- if and $prometheus.token.secret $prometheus.basicAuth.secret -}}
{{- fail "prometheus.token.secret and prometheus.basicAuth: use one way to authenticate" -}}
{{- end -}}
{{- if ne (empty $prometheus.basicAuth.username) (empty $prometheus.basicAuth.secret) -}}
{{- fail "prometheus.basicAuth needs both username and secret" -}}
{{- end -}}
{{- range $key, $_ := .Values.settings -}}
{{- if hasPrefix "PROMETHEUS_" $key -}}
{{- fail (printf "settings.%s: use the values under prometheus, which also mount what they name" $key) -}}
{{- end -}}
{{- end -}}
{{- $owned := list "controller.namespace: the release's namespace counts" "controller.watchNamespaces: use watch.namespaces, which gives the rights too" "watch.capacityFromNodes: use watch.capacityFromNodes, which gives the rights too" "collector.allowPlainHttp: use prometheus.plainHttp" "collector.headers: use prometheus.headers" "collector.queryParameters: use prometheus.queryParameters" "externalMetrics.enabled: use externalMetrics.enabled, which gives port and rights too" "externalMetrics.port: the chart's port is 6443" "keda.enabled: use keda.enabled, which opens the port too" "keda.port: the chart's port is 9443" "keda.clientCaPath: use keda.clientCaSecret" -}}
{{- range $owned -}}
{{- $path := splitList "." (index (splitList ":" .) 0) -}}
{{- if hasKey (index $values.config (index $path 0) | default dict) (index $path 1) -}}
{{- fail (printf "config.%s" .) -}}
{{- end -}}
{{- end -}}
{{- $election := index .Values.config "leaderElection" | default dict -}}
{{- if and (gt (int .Values.replicas) 1) (hasKey $election "enabled") (not (index $election "enabled")) -}}
{{- fail "config.leaderElection.enabled is false, but replicas is more than 1: each of them would lead" -}}
{{- end -}}
{{- if and .Values.externalMetrics.caBundle (ne .Values.certificates.mode "secret") -}}
{{- fail "externalMetrics.caBundle is for certificates.mode secret: leave one of them out" -}}
{{- end -}}
{{- if .Values.externalMetrics.enabled -}}
{{- $holder := dig "spec" "service" dict (lookup "apiregistration.k8s.io/v1" "APIService" "" "v1beta1.external.metrics.k8s.io") | default dict -}}
{{- $own := and (eq (index $holder "name" | default "") (include "wva.externalMetrics" .)) (eq (index $holder "namespace" | default "") .Release.Namespace) -}}
{{- if and $holder (not $own) (not .Values.externalMetrics.takeOver) -}}
{{- fail (printf "external.metrics.k8s.io is held by the service %s/%s, and a cluster has it once: leave externalMetrics.enabled out, or set externalMetrics.takeOver to true if nobody needs that service's metrics (docs/external-metrics.md)" (index $holder "namespace") (index $holder "name")) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.keda.clientCaSecret (not .Values.keda.enabled) -}}
{{- fail "keda.clientCaSecret does nothing while keda.enabled is false" -}}
{{- end -}}
{{- if and (has (lower (index .Values.settings "WVA_ACTUATION" | default "metrics")) (list "scale" "both")) (not .Values.directActuation.enabled) -}}
{{- fail (printf "settings.WVA_ACTUATION is %s: set directActuation.enabled to true, which gives the right" .Values.settings.WVA_ACTUATION) -}}
{{- end -}}
{{- if and (eq .Values.certificates.mode "cert-manager") (not .Values.certificates.issuer.name) -}}
{{- fail "certificates.mode is cert-manager: name certificates.issuer.name" -}}
{{- end -}}
{{- end -}}

package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.PodTemplate;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever makes a server faster or slower makes another hash, and nothing else does. */
class TemplateHashTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final String YAML = """
            metadata:
              labels: {app: vllm}
              annotations: {note: first}
            spec:
              nodeSelector: {gpu: a100, zone: b}
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms:
                      - matchExpressions: [{key: arch, operator: In, values: [amd64]}]
              containers:
                - name: server
                  image: vllm:0.9
                  command: [vllm, serve]
                  args: [--max-num-seqs, "32"]
                  env:
                    - {name: LEVEL, value: "1"}
                    - {name: TOKEN, valueFrom: {secretKeyRef: {name: hub, key: token}}}
                  resources: {limits: {nvidia.com/gpu: "2", memory: 80Gi}}
                  readinessProbe: {periodSeconds: 5}
                - name: proxy
                  image: proxy:1
            """;

    @ParameterizedTest
    @CsvSource({
        "vllm:0.9, vllm:0.10",
        "'[vllm, serve]', '[vllm, bench]'",
        "'\"32\"', '\"64\"'",
        "LEVEL, OTHER",
        "'value: \"1\"', 'value: \"2\"'",
        "key: token, key: other",
        "80Gi, 40Gi",
        "nvidia.com/gpu: \"2\", nvidia.com/gpu: \"1\"",
        "gpu: a100, gpu: h100",
        "amd64, arm64"
    })
    void whatDecidesTheSpeedChangesIt(String text, String other) {
        assertThat(YAML).contains(text);
        assertThat(hash(YAML.replace(text, other))).isNotEqualTo(hash(YAML));
    }

    @ParameterizedTest
    @CsvSource({
        "app: vllm, app: other",
        "note: first, note: second",
        "periodSeconds: 5, periodSeconds: 6",
        "proxy:1, proxy:2",
        "name: server, name: engine",
        "'gpu: a100, zone: b', 'zone: b, gpu: a100'"
    })
    void nothingElseDoes(String text, String other) {
        assertThat(YAML).contains(text);
        assertThat(hash(YAML.replace(text, other))).isEqualTo(hash(YAML));
    }

    @Test
    void itIsTheSameInEveryProcess() {
        assertThat(hash(YAML)).isEqualTo("3a7fe51ec4218e6f");
    }

    @Test
    void withoutDevicesAllContainersCount() {
        var bare = YAML.replace("nvidia.com/gpu: \"2\", ", "");

        assertThat(hash(bare.replace("proxy:1", "proxy:2"))).isNotEqualTo(hash(bare));
    }

    @Test
    void aSlimTemplateTellsTheSameHoweverOftenItIsMadeSlim() {
        var whole = template(YAML);
        var slim = TargetPods.slim(whole);

        assertThat(TargetPods.read(slim)).isEqualTo(TargetPods.read(whole));
        assertThat(TargetPods.slim(slim)).isEqualTo(slim);
        assertThat(TargetPods.read(whole).devices()).hasValue(2);
        assertThat(slim.getSpec().getContainers()).hasSize(1);
        assertThat(slim.getSpec().getContainers().get(0).getImage()).isNull();
    }

    @Test
    void aTemplateWithoutContainersHasNone() {
        assertThat(TargetPods.read(template("metadata: {labels: {app: x}}"))).isEqualTo(PodTemplate.UNKNOWN);
    }

    private static String hash(String yaml) {
        return TargetPods.read(template(yaml)).hash().orElseThrow();
    }

    private static PodTemplateSpec template(String yaml) {
        return JSON.unmarshal(yaml, PodTemplateSpec.class);
    }
}

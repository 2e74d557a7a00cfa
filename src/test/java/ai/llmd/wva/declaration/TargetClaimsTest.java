package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.TargetState;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetClaimsTest {
    private static VariantAutoscaling variant(String namespace, String name, String target, String created) {
        var one = Resources.resource(Resources.YAML + """
                  scaleTargetRef: {name: %s}
                """.formatted(target));
        one.getMetadata().setNamespace(namespace);
        one.getMetadata().setName(name);
        one.getMetadata().setCreationTimestamp(created);
        return one;
    }

    @Test
    void theOldestHasTheTargetAndTheOthersAreToldWhoDoes() {
        var older = variant("llm", "z", "vllme", "2026-01-01T00:00:00Z");
        var newer = variant("llm", "a", "vllme", "2026-01-02T00:00:00Z");
        var claims = TargetClaims.of(List.of(newer, older));

        assertThat(claims.refusal(older)).isEmpty();
        assertThat(claims.refusal(newer))
                .contains("Deployment vllme is the target of VariantAutoscaling z: a target can have only one variant");
    }

    @Test
    void ofTwoFromTheSameSecondTheFirstByNameHasIt() {
        var a = variant("llm", "a", "vllme", "2026-01-01T00:00:00Z");
        var b = variant("llm", "b", "vllme", "2026-01-01T00:00:00Z");
        var claims = TargetClaims.of(List.of(b, a));

        assertThat(claims.refusal(a)).isEmpty();
        assertThat(claims.refusal(b)).isPresent();
    }

    @Test
    void anotherNamespaceOrNameIsAnotherTarget() {
        var a = variant("llm", "a", "vllme", "2026-01-01T00:00:00Z");
        var elsewhere = variant("other", "a", "vllme", "2026-01-02T00:00:00Z");
        var apart = variant("llm", "b", "second", "2026-01-02T00:00:00Z");
        var claims = TargetClaims.of(List.of(a, elsewhere, apart));

        assertThat(List.of(a, elsewhere, apart))
                .allSatisfy(one -> assertThat(claims.refusal(one)).isEmpty());
    }

    @Test
    void aRefusedVariantIsFaulty() {
        var older = variant("llm", "z", "vllme", "2026-01-01T00:00:00Z");
        var newer = variant("llm", "a", "vllme", "2026-01-02T00:00:00Z");
        var claims = TargetClaims.of(List.of(newer, older));

        var read = VariantConversion.toVariant(newer, new TargetState.Missing("none"), claims.refusal(newer));
        assertThat(read.problems())
                .extracting(Problem::message)
                .containsExactly(claims.refusal(newer).orElseThrow());
    }
}

package ai.llmd.wva.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.llmd.wva.optimize.input.InputReader;
import ai.llmd.wva.optimize.input.Readings;
import ai.llmd.wva.optimize.input.Source;
import ai.llmd.wva.optimize.output.TableWriter;
import ai.llmd.wva.optimize.output.TreeWriter;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.text.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Whatever is put in the place of any value, reading and planning end in an answer or in errors, never in an exception.
 */
class MutationTest {
    private static final List<String> REPLACEMENTS =
            List.of("null", "\"x\"", "\"\"", "-1", "0", "1e300", "7.5", "true", "[]", "{}", "[null, 1]", "{\"a\": {}}");
    private static final PlanChoices CHOICES =
            new PlanChoices(Optional.empty(), Optional.empty(), false, Duration.ofSeconds(10));

    private int answers;
    private int refusals;

    @Test
    void inSystemData() {
        mutateAll(List.of(JsonMapper.shared().readTree(SystemText.GOOD)));

        assertThat(answers).isGreaterThan(50);
        assertThat(refusals).isGreaterThan(500);
    }

    @Test
    void inResources() {
        var documents = new ArrayList<JsonNode>();
        var text = ResourceText.and("kind: Loads\nloads: [{variant: chat, arrivalRate: 9, avgOutputTokens: 9}]\n---\n"
                + "kind: Deployment\nmetadata: {name: chat, namespace: team-a}\nspec: {replicas: 1}\nstatus:"
                + " {replicas: 1}\n");
        for (var document : text.split("---\n", -1)) {
            documents.add(new YAMLMapper().readTree(document));
        }
        mutateAll(documents);

        assertThat(answers).isGreaterThan(50);
        assertThat(refusals).isGreaterThan(100);
    }

    private void mutateAll(List<JsonNode> documents) {
        for (int i = 0; i < documents.size(); i++) {
            for (var pointer : pointers(documents.get(i))) {
                for (var replacement : REPLACEMENTS) {
                    var mutated = new ArrayList<>(documents);
                    mutated.set(
                            i,
                            with(documents.get(i), pointer, JsonMapper.shared().readTree(replacement)));
                    plan(mutated, pointer + " = " + replacement);
                }
            }
        }
    }

    private void plan(List<JsonNode> documents, String what) {
        var sources = new ArrayList<Source>();
        for (var document : documents) {
            sources.add(new Source(sources.size() + ".json", document.toString()));
        }
        assertThatCode(() -> {
                    var result = InputReader.read(sources, Readings.AT);
                    if (result instanceof InputReader.Ok ok) {
                        var answer = Optimization.run(ok.input(), CHOICES, Planner::new, () -> 0);
                        assertThat(TableWriter.lines(answer, true, Style.PLAIN)).isNotEmpty();
                        assertThat(TreeWriter.json(answer, true)).isNotEmpty();
                        answers++;
                    } else if (result instanceof InputReader.Faulty faulty) {
                        assertThat(faulty.problems()).isNotEmpty();
                        refusals++;
                    }
                })
                .as(what)
                .doesNotThrowAnyException();
    }

    private static List<JsonPointer> pointers(JsonNode root) {
        var pointers = new ArrayList<JsonPointer>();
        collect(root, JsonPointer.empty(), pointers);
        return pointers;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> pointers) {
        for (var key : node.propertyNames()) {
            var child = at.appendProperty(key);
            pointers.add(child);
            collect(node.get(key), child, pointers);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            var child = at.appendIndex(i);
            pointers.add(child);
            collect(node.get(i), child, pointers);
        }
    }

    private static JsonNode with(JsonNode root, JsonPointer pointer, JsonNode value) {
        var copy = root.deepCopy();
        var parent = copy.at(pointer.head());
        if (parent instanceof ObjectNode object) {
            object.set(pointer.last().getMatchingProperty(), value);
        } else if (parent instanceof ArrayNode array) {
            array.set(pointer.last().getMatchingIndex(), value);
        }
        return copy;
    }
}

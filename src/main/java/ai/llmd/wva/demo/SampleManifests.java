package ai.llmd.wva.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The project's own manifests of deploy/, which the build puts into the jar. */
final class SampleManifests {
    static final String DEFINITION = "crd/llmd.ai_variantautoscalings.yaml";
    static final String AUTOSCALER = "samples/hpa-integration.yaml";
    private static final String ROOT = "/demo/";

    private SampleManifests() {}

    static String read(String file) {
        try (var in = SampleManifests.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without " + ROOT + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

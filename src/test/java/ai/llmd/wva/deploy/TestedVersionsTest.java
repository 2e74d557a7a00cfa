package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/compatibility.md names the versions that the tests run on. */
class TestedVersionsTest {
    private static final Path BASE = Path.of(System.getProperty("wva.basedir", "."));

    /** The Go module of Prometheus 3 has the version 0.3xx. */
    private static final Map<String, String> WRITTEN_OTHERWISE = Map.of("PROMETHEUS", "0\\.3(\\d\\d)\\.(\\d+)");

    private static String read(String file) throws IOException {
        return Files.readString(BASE.resolve(file));
    }

    /** What the table says of something. */
    private static String tested(String what) throws IOException {
        return group(read("docs/compatibility.md"), "(?m)^\\| " + what + " \\| ([^|]*) \\|");
    }

    private static String group(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static String built(String variable) throws IOException {
        var version = group(read(".ci/control-plane"), "(?m)^" + variable + "=(\\S+)");
        var otherwise = WRITTEN_OTHERWISE.get(variable);
        return otherwise == null ? version : version.replaceFirst(otherwise, "3.$1.$2");
    }

    @ParameterizedTest
    @CsvSource({
        "Kubernetes, KUBERNETES",
        "Kubernetes, ETCD",
        "Prometheus, PROMETHEUS",
        "prometheus-adapter, ADAPTER",
        "KEDA, KEDA",
        "Helm, HELM"
    })
    void theTableNamesWhatTheTestsRunOn(String what, String variable) throws IOException {
        assertThat(tested(what)).containsPattern("(?<![\\d.])" + Pattern.quote(built(variable)) + "(?![\\d.])");
    }

    @Test
    void theTableNamesTheJavasOfBuildAndImage() throws IOException {
        var oldest = group(read("pom.xml"), "<maven.compiler.release>(\\d+)<");
        var ofTheImage = group(read("Dockerfile"), "JRE_IMAGE=eclipse-temurin:(\\d+)-jre");
        assertThat(tested("Java")).isEqualTo(oldest + " and " + ofTheImage);
        assertThat(read(".ci/run")).contains("*" + ofTheImage + "*");
    }

    @Test
    void theImageIsLabelledWithTheVersionOfTheBuild() throws IOException {
        assertThat(group(read("Dockerfile"), "ARG VERSION=(\\S+)"))
                .isEqualTo(group(read("pom.xml"), "<artifactId>wva</artifactId>\\s*<version>([^<]*)<"));
    }
}

package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.Patience;
import ai.llmd.wva.engine.Patience.Awaited;
import ai.llmd.wva.engine.Patience.Spread;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000/v1,8000,/v1/chat/completions",
        "http://gateway/v1/,80,/v1/chat/completions",
        "https://gateway,443,/chat/completions",
    })
    void theUrlIsABase(String url, int port, String path) {
        var settings = settings(url);

        assertThat(settings.port()).isEqualTo(port);
        assertThat(settings.chatPath()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8000", "ftp://x/v1", "/v1", "http:///v1"})
    void whatIsNoUrlOfAServerIsRefused(String url) {
        assertThatThrownBy(() -> settings(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(url);
    }

    @Test
    void onlyStreamsCanBeWaitedForByTheFirstToken() {
        var habits = ClientHabits.givingUp(new Patience(Spread.CONSTANT, 10, Awaited.FIRST_TOKEN));

        assertThatThrownBy(() -> new LoadSettings(
                        URI.create("http://localhost/v1"), "m", false, Duration.ofSeconds(1), 1, habits, 1))
                .hasMessageContaining("first token");
    }

    @Test
    void aShapeMustBePossible() {
        assertThatThrownBy(() -> new ChatShape(0, OptionalInt.empty(), false)).hasMessageContaining("character");
        assertThatThrownBy(() -> new ChatShape(1, OptionalInt.of(0), false)).hasMessageContaining("token");
        assertThatThrownBy(() -> new ChatShape(1, OptionalInt.empty(), true)).hasMessageContaining("exact");
    }

    @Test
    void aBodyAsksForWhatTheShapeSays() {
        var body = new JsonObject(ChatBody.of("m", new ChatShape(10, OptionalInt.of(7), true), true));

        assertThat(body.getString("model")).isEqualTo("m");
        assertThat(body.getJsonArray("messages").getJsonObject(0).getString("content"))
                .hasSize(10);
        assertThat(body.getInteger("max_tokens")).isEqualTo(7);
        assertThat(body.getBoolean("ignore_eos")).isTrue();
        assertThat(body.getBoolean("stream")).isTrue();
    }

    @Test
    void aPlainBodyCarriesNothingAServerMightNotKnow() {
        var body = new JsonObject(ChatBody.of("m", new ChatShape(10, OptionalInt.empty(), false), false));

        assertThat(body.fieldNames()).containsExactlyInAnyOrder("model", "messages");
    }

    private static LoadSettings settings(String url) {
        return new LoadSettings(URI.create(url), "m", true, Duration.ofSeconds(1), 1);
    }
}

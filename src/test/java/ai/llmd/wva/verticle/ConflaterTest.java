package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConflaterTest {
    private final List<String> begun = new ArrayList<>();
    private final List<Promise<Void>> running = new ArrayList<>();
    private final Conflater<String> conflater = new Conflater<>(this::job);

    private Future<Void> job(String record) {
        begun.add(record);
        if (record.equals("throws")) {
            throw new IllegalStateException("on purpose");
        }
        running.add(Promise.promise());
        return running.get(running.size() - 1).future();
    }

    @Test
    void aBusyStageGetsTheNewestRecordOnly() {
        List.of("1", "2", "3", "4").forEach(conflater::accept);
        assertThat(begun).containsExactly("1");
        running.get(0).complete();
        assertThat(begun).containsExactly("1", "4");
        running.get(1).complete();
        assertThat(begun).containsExactly("1", "4");
    }

    @Test
    void isIdleOnlyWhenNothingRunsAndNothingWaits() {
        assertThat(conflater.whenIdle().isComplete()).isTrue();
        conflater.accept("1");
        conflater.accept("2");
        var idle = conflater.whenIdle();
        running.get(0).complete();
        assertThat(idle.isComplete()).isFalse();
        running.get(1).complete();
        assertThat(idle.succeeded()).isTrue();
        conflater.accept("3");
        assertThat(conflater.whenIdle().isComplete()).isFalse();
    }

    @Test
    void aJobThatFailsOrThrowsCostsItsOwnRecordOnly() {
        conflater.accept("fails");
        conflater.accept("throws");
        running.get(0).fail("on purpose");
        assertThat(begun).containsExactly("fails", "throws");
        conflater.accept("next");
        assertThat(begun).containsExactly("fails", "throws", "next");
    }
}
